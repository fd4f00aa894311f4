/** One request that the simulated Azure was asked, once it is over. */
export interface AzureRequest {
  at: Date;
  /** Which of Azure's services was asked. */
  api: string;
  method: string;
  host: string;
  path: string;
  /** KQL text, where the service takes one. */
  kql?: string;
  /** Undefined when the connection ended before an answer. */
  status?: number;
  durationMs?: number;
}

/** What the page listens to, to show what an answer was computed from. */
export interface AzureRequests {
  /** The returned function stops it. */
  onDone(listener: (request: AzureRequest) => void): () => void;
}
