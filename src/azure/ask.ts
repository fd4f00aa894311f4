import { setTimeout as pause } from 'node:timers/promises';
import { UpstreamError, type UpstreamReason } from '../errors.ts';
import type { ServiceName } from '../model/origin.ts';
import { abortable } from './abortable.ts';
import type { Work } from './access.ts';
import { failedChange } from './failed-change.ts';
import { upstreamFailure } from './upstream-failure.ts';

/** A question to one service: what is asked, and how long it may take. */
export interface Question extends Work {
  service: ServiceName;
  /** The scope of the role that is needed, for the gap's next step. */
  target?: string;
  /** The time of one attempt, in milliseconds. */
  timeoutMs: number;
  /** It changes something: one attempt, and the error says when nobody knows what became of it (`outcomeUnknown`). */
  once?: true;
  /** The role that the change needs, where it is another than reading needs. */
  role?: string;
}

/** How often to ask again; a connection that was kept open may have been closed meanwhile, hence one for that. */
const retries: Partial<Record<UpstreamReason, number>> = { throttled: 2, unavailable: 2, unreachable: 1 };
/** Longer waits that a service asks for are not worth holding a person up. */
const longestPauseMs = 5_000;

/**
 * Asks a service: translates its failure, and asks again when it was throttled or away for a moment, unless the
 * question changes something.
 * Throws UpstreamError and nothing else.
 */
export async function ask<T>(question: Question, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const begun = !question.signal.aborted;
    try {
      return await attemptOnce(question, call);
    } catch (error) {
      const plain = upstreamFailure(question.service, question.target, error);
      const failure = question.once && begun ? failedChange(plain, question.role) : plain;
      const { service, reason, status } = failure;
      const pauseMs = question.once || question.signal.aborted ? undefined : pauseBefore(failure, attempt);
      if (pauseMs === undefined) {
        // With the cause, when the answer was not understood: it may be a fault of ours.
        const cause = reason === 'malformed' && { error: failure };
        // That something is not there is an answer as often as a trouble.
        const level = reason === 'not-found' ? 'info' : 'warn';
        question.log[level](
          { service, target: question.target, reason, status, ...cause },
          question.once ? 'upstream could not be told' : 'upstream could not be read',
        );
        throw failure;
      }
      question.log.info({ service, reason, status, pauseMs }, 'asking again');
      await pause(pauseMs, undefined, { signal: question.signal }).catch(() => {
        throw failure;
      });
    }
  }
}

async function attemptOnce<T>(question: Question, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { service, target, signal, timeoutMs } = question;
  // By hand: AbortSignal.timeout and AbortSignal.any cost as much as the rest of the question.
  const attempt = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    attempt.abort(new DOMException('The attempt took too long.', 'TimeoutError'));
  }, timeoutMs);
  const end = () => attempt.abort(signal.reason);
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  try {
    attempt.signal.throwIfAborted();
    return await abortable(call(attempt.signal), attempt.signal);
  } catch (cause) {
    // Whatever an SDK makes of an abort: the time was up.
    if (!attempt.signal.aborted) throw cause;
    const why = timedOut ? `did not answer within ${timeoutMs / 1000} s` : 'did not answer before the deadline';
    throw new UpstreamError(service, 'timeout', why, { target, cause });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** How long to wait before the next attempt, or undefined when there is no point in one. */
function pauseBefore(failure: UpstreamError, attempt: number): number | undefined {
  if (attempt >= (retries[failure.reason] ?? 0)) return undefined;
  const pauseMs = failure.retryAfterMs ?? 250 * 2 ** attempt * (1 + Math.random());
  return pauseMs <= longestPauseMs ? pauseMs : undefined;
}
