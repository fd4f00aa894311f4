import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { UpstreamError } from '../errors.ts';
import type { ServiceName } from '../model/origin.ts';
import { abortable } from './abortable.ts';
import { upstreamFailure } from './upstream-failure.ts';

/** A question to one service: what is asked, and how long it may take. */
export interface Question {
  service: ServiceName;
  /** The scope of the role that is needed, for the gap's next step. */
  target?: string;
  /** The whole work's deadline. */
  signal: AbortSignal;
  /** The time of one attempt, in milliseconds. */
  timeoutMs: number;
  log: Logger;
}

const retries = 2;
/** Longer waits that a service asks for are not worth holding a person up. */
const longestPauseMs = 5_000;

/**
 * Asks a service that only reads: translates its failure, and asks again when it was throttled or away for a moment.
 * Throws UpstreamError and nothing else.
 */
export async function ask<T>(question: Question, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await attemptOnce(question, call);
    } catch (error) {
      const failure = upstreamFailure(question.service, question.target, error);
      const pauseMs = attempt < retries ? pauseBefore(failure, attempt) : undefined;
      if (pauseMs === undefined || question.signal.aborted) throw failure;
      const { service, reason, status } = failure;
      question.log.info({ service, reason, status, pauseMs }, 'asking again');
      await pause(pauseMs, undefined, { signal: question.signal }).catch(() => {
        throw failure;
      });
    }
  }
}

async function attemptOnce<T>(question: Question, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { service, target, signal, timeoutMs } = question;
  const timeout = AbortSignal.timeout(timeoutMs);
  const both = AbortSignal.any([signal, timeout]);
  try {
    both.throwIfAborted();
    return await abortable(call(both), both);
  } catch (cause) {
    // Whatever an SDK makes of an abort: the time was up.
    if (!both.aborted) throw cause;
    const why = timeout.aborted ? `did not answer within ${timeoutMs / 1000} s` : 'did not answer before the deadline';
    throw new UpstreamError(service, 'timeout', why, { target, cause });
  }
}

/** How long to wait before the next attempt, or undefined when there is no point in one. */
function pauseBefore(failure: UpstreamError, attempt: number): number | undefined {
  if (failure.reason !== 'throttled' && failure.reason !== 'unavailable') return undefined;
  const pauseMs = failure.retryAfterMs ?? 250 * 2 ** attempt * (1 + Math.random());
  return pauseMs <= longestPauseMs ? pauseMs : undefined;
}
