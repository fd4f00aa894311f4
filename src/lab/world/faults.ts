/** The parts of Azure that can be made to misbehave, each by itself. */
export type Api =
  | 'log-analytics'
  | 'resource-graph'
  | 'arm'
  | 'aks'
  | 'defender'
  | 'registry'
  | 'kubernetes'
  | 'prometheus'
  | 'directory'
  | 'ingestion';

/** How an API misbehaves. */
export interface Fault {
  /** Waits before it does anything. */
  latencyMs?: number;
  /** Answers with this status and the API's own error body. */
  status?: number;
  /** ARM: the code in that body, where it is another than usual ("ScopeLocked"). */
  code?: string;
  /** Seconds in the Retry-After header, beside `status`. */
  retryAfterSeconds?: number;
  /** Log Analytics: rows with a PartialError. Resource Graph: resultTruncated. Others ignore it. */
  partial?: boolean;
  /** No rows, no items. */
  empty?: boolean;
  /** Never answers; the connection stays open. */
  hang?: boolean;
  /** Ends the connection without an answer, as when nothing listens. */
  reset?: boolean;
  /** Does what is asked, then ends the connection without an answer. */
  loses?: boolean;
  /** Only requests of these methods. */
  methods?: readonly string[];
  /** Only requests whose path, with the host before it, matches. */
  match?: RegExp;
  /** Only so many requests; afterwards all is well again. */
  times?: number;
}

/** The faults that are set now. */
export class Faults {
  readonly #faults = new Map<Api, Fault>();

  set(api: Api, fault: Fault | undefined): void {
    if (fault) this.#faults.set(api, { ...fault });
    else this.#faults.delete(api);
  }

  /** What is set for an API. */
  of(api: Api): Fault | undefined {
    return this.#faults.get(api);
  }

  clear(): void {
    this.#faults.clear();
  }

  /** The fault that a request meets, counted down when it is set for some requests only. */
  meet(api: Api, where: string, method = 'GET'): Fault | undefined {
    const fault = this.#faults.get(api);
    if (!fault || (fault.match && !fault.match.test(where))) return undefined;
    if (fault.methods && !fault.methods.includes(method)) return undefined;
    if (fault.times !== undefined && --fault.times <= 0) this.#faults.delete(api);
    return fault;
  }
}
