/** Where rows go: a stream of a data collection rule, which leads to a table of a workspace. */
export interface IngestionTarget {
  /** Logs ingestion endpoint of the rule or of its data collection endpoint: "https://name-1a2b.westeurope-1.ingest.monitor.azure.com". */
  endpoint: string;
  /** Immutable id of the rule: "dcr-" and 32 hexadecimal digits. */
  ruleId: string;
  /** Name of the stream: "Custom-WatchkeeperAudit_CL". */
  stream: string;
}

/** The Logs Ingestion API (POST /dataCollectionRules/{id}/streams/{stream}, api-version 2023-01-01, gzipped). */
export interface Ingestion {
  /**
   * Sends the first of the rows, as many as one call takes (1 MB before compression), and gives how many those were;
   * they can be queried minutes later. Sent once: rows that arrive twice are there twice, so whoever calls decides
   * about a lost answer (`outcomeUnknown`). Throws UpstreamError; 'refused' also for a first row that is too long.
   */
  send(target: IngestionTarget, rows: readonly object[]): Promise<number>;
}
