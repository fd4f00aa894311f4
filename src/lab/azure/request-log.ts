import type { Api } from '../world/faults.ts';

/** One request that the fake Azure answered, or is about to. */
export interface LoggedRequest {
  at: Date;
  api: Api;
  method: string;
  host: string;
  path: string;
  /** Text of the query, of the APIs that take one: KQL, or PromQL of Prometheus. */
  kql?: string;
  /** Undefined until it is answered. */
  status?: number;
  durationMs?: number;
}

/** The last thousand requests, and who wants to hear of new ones. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];
  readonly #listeners = new Set<(entry: LoggedRequest) => void>();

  /** Oldest first. */
  all(): readonly LoggedRequest[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries.length = 0;
  }

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > 1_000) this.#entries.shift();
  }

  /** Called when a request was answered or its connection ended. */
  done(entry: LoggedRequest): void {
    for (const listener of this.#listeners) listener(entry);
  }

  /** Hears of every request once it is over; the returned function stops it. */
  onDone(listener: (entry: LoggedRequest) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
