import type { UpstreamError } from '../../errors.ts';

/** What to do with a message that Teams did not take. */
export type AfterFailure =
  /** Try again, not before so many milliseconds; `arrived` tells whether it may be there already. */
  | { kind: 'again'; pauseMs: number; mayHaveArrived: boolean }
  /** Too large: a notice of its place instead. */
  | { kind: 'too-large' }
  /** This message cannot be edited any more: post it anew. */
  | { kind: 'anew' }
  /** Nothing can be sent there. */
  | { kind: 'broken'; why: string }
  /** This message will never be taken. */
  | { kind: 'never' };

/** Tries with a bound: after these the message is let go, and said so. */
export const mostAttempts = 30;
const longestPauseMs = 10 * 60_000;
const leastPauseMs = 1_000;

/**
 * Teams' answers: 429, 412, 502, 503 and 504 ask for another try (after Retry-After where it is given), 413 is too
 * large, 403 and 404 end a destination; of the edit of a message, 404 says only that the message is gone.
 */
export function afterFailure(error: UpstreamError, o: { attempts: number; isEdit: boolean }): AfterFailure {
  const { status, retryable, retryAfterMs } = error;
  if (status === 413) return { kind: 'too-large' };
  if (status === 404 && o.isEdit) return { kind: 'anew' };
  if (status === 403 || status === 404) return { kind: 'broken', why: `Teams answered ${status}: ${error.message}` };
  if (retryable || status === 412) {
    const backOff = leastPauseMs * 2 ** Math.min(o.attempts - 1, 20) * (0.75 + Math.random() / 2);
    // Without an answer, or with one from a gateway on the way, nobody knows.
    const mayHaveArrived = status === undefined || status === 502 || status === 504;
    return { kind: 'again', pauseMs: retryAfterMs ?? Math.min(longestPauseMs, backOff), mayHaveArrived };
  }
  return error.reason === 'unauthorized'
    ? { kind: 'again', pauseMs: longestPauseMs, mayHaveArrived: false }
    : { kind: 'never' };
}
