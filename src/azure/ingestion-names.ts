/** How the parts of a target of the Logs Ingestion API look: its endpoint, a rule's immutable id, a stream. */
export const ingestionNames = {
  /** The bot's token goes to Azure Monitor's own endpoints alone. */
  endpoint: /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+){0,3}\.ingest\.monitor\.azure\.(com|cn|us)\/?$/,
  rule: /^dcr-[0-9a-f]{32}$/,
  stream: /^[A-Za-z][\w-]{0,99}$/,
} as const;
