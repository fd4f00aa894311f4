import type { Clock } from '../../model/clock.ts';
import type { Api, Fault } from '../world/faults.ts';
import type { World } from '../world/world.ts';

/** A request to the fake Azure, with all that an answer may depend on. */
export interface Call {
  world: World;
  now: Date;
  method: string;
  /** The host that the client meant: "management.azure.com". */
  host: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  body: string;
  fault: Fault | undefined;
  /** Of Azure's own, for its answer and its Activity Log. */
  correlationId: string;
}

/** What goes back: a string is sent as it is, anything else as JSON; undefined is an empty body. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Instead of a body: writes values for as long as it wants; gives what stops it when the client has gone. */
  stream?(out: Lines, clock: Clock): () => void;
}

/** An answer that goes on: a line of JSON for each value. */
export interface Lines {
  write(value: object): void;
  end(): void;
}

/** One API of Azure: how it answers, and how it words a refusal. */
export interface Service {
  api: Api;
  /** Audiences of tokens that it accepts. */
  audiences: RegExp;
  answer(call: Call): Answer;
  /** Whether the request may be answered now: waits for its turn, gives what to do afterwards, or a refusal. */
  admit?(call: Call, clock: Clock): Promise<Answer | (() => void) | undefined>;
  /** The API's own error body for a status. */
  refuse(status: number, call: Call): Answer;
}

/** The body as JSON; an empty object when there is none, undefined when it is no JSON. */
export function jsonBody(call: Call): Record<string, unknown> | undefined {
  if (call.body === '') return {};
  try {
    const value: unknown = JSON.parse(call.body);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
