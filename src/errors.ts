import type { ServiceName } from './model/origin.ts';

/** Something the person can put right: its message is shown as it is and says what to do next. */
export class UserError extends Error {
  override name = 'UserError';
}

/** Why an upstream answer could not be used; each has its own words and next step on a card. */
export type UpstreamReason =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'throttled'
  | 'unavailable'
  | 'timeout'
  | 'refused'
  | 'unreachable'
  /** It changed meanwhile, is there already, or another change of it goes on (409, 412). */
  | 'conflict'
  /** Somebody locked it against this change (Azure's resource locks, a registry's attributes). */
  | 'locked'
  | 'malformed';

/** An Azure, Kubernetes or Teams endpoint that failed; becomes a Gap on the card, or a retry of a job. */
export class UpstreamError extends Error {
  override name = 'UpstreamError';
  readonly service: ServiceName;
  readonly reason: UpstreamReason;
  /** HTTP status, when there was an answer at all. */
  readonly status: number | undefined;
  readonly retryable: boolean;
  /** What the service asked us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** A change may have happened, or may still: it was sent, and no answer came that says. Never tried again unseen. */
  readonly outcomeUnknown: boolean;
  /** The role that is missing, where it is not the one for reading from the service. */
  readonly role: string | undefined;
  /** The service's own name of the request (x-ms-correlation-request-id), for its log and for the audit. */
  readonly correlationId: string | undefined;
  /** What was asked ("cluster prod-weu", "workspace 1f3a..."), for the next step: the scope of a role. */
  readonly target: string | undefined;

  constructor(
    service: ServiceName,
    reason: UpstreamReason,
    message: string,
    more: {
      status?: number | undefined;
      retryAfterMs?: number | undefined;
      target?: string | undefined;
      outcomeUnknown?: boolean;
      role?: string | undefined;
      correlationId?: string | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.service = service;
    this.reason = reason;
    this.status = more.status;
    this.retryAfterMs = more.retryAfterMs;
    this.target = more.target;
    this.role = more.role;
    this.correlationId = more.correlationId;
    this.outcomeUnknown = more.outcomeUnknown ?? false;
    this.retryable =
      reason === 'throttled' || reason === 'unavailable' || reason === 'timeout' || reason === 'unreachable';
  }
}

/** Settings that are missing or wrong: lists every problem at once. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(
      `The settings have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((p) => `  - ${p}`).join('\n')}`,
      options,
    );
    this.problems = problems;
  }
}
