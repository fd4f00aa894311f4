import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import type { Work } from './access.ts';
import { armOrigin, type PlainAnswer, type PlainRequest, type Sender } from './plain-request.ts';

const service = 'Azure Resource Manager';
/** Longer than AKS takes for a change of its settings, and not for ever. */
const longestMs = 10 * 60_000;
const usualPauseMs = 5_000;
const longestPauseMs = 30_000;

/** An operation's own resource (Azure-AsyncOperation). */
const Operation = z.object({ status: z.string(), error: z.object({ code: z.string() }).nullish() });
/** A resource that says itself how far it is. */
const Settling = z.object({ properties: z.object({ provisioningState: z.string() }) });

/** How far a change is. */
type Progress = 'running' | 'done' | { failed: string };

/**
 * Waits until a change that ARM took has ended, by what its answer named: Azure-AsyncOperation, Location, or the
 * resource's provisioningState. Gives whether there was anything to wait for. Throws UpstreamError: 'refused' when it
 * ended as failed, or one with `outcomeUnknown` when its end could not be seen.
 */
export async function followOperation(
  send: Sender,
  work: Work,
  { request, answer, resource }: { request: PlainRequest; answer: PlainAnswer; resource: string },
): Promise<boolean> {
  const operation = answer.headers.get('azure-asyncoperation');
  const location = answer.status === 202 ? answer.headers.get('location') : undefined;
  const settles = request.method !== 'DELETE' && progressOfResource(answer) === 'running';
  if (!operation && !location && !settles) {
    if (answer.status === 202) throw lost(request, answer, undefined);
    return false;
  }
  const url = operation ?? location ?? resource;
  const progressOf = operation ? progressOfOperation : location ? progressOfLocation : progressOfResource;
  const signal = AbortSignal.any([work.signal, AbortSignal.timeout(longestMs)]);
  try {
    // Only ARM itself gets the bot's token.
    if (operation || location) checkOrigin(url);
    let last = answer;
    for (;;) {
      await pause(pauseOf(last), undefined, { signal });
      last = await send({ ...work, signal }, { service, target: request.target, method: 'GET', url });
      const progress = progressOf(last);
      if (progress === 'done') return true;
      if (progress !== 'running') throw failed(request, answer, progress.failed);
    }
  } catch (cause) {
    if (cause instanceof Ended) throw cause.failure;
    throw lost(request, answer, cause);
  }
}

/** The operation ended, and not well: passes by what makes an unseen end of any other error. */
class Ended extends Error {
  readonly failure: UpstreamError;
  constructor(failure: UpstreamError) {
    super(failure.message);
    this.failure = failure;
  }
}

function progressOfOperation({ body }: PlainAnswer): Progress {
  const parsed = Operation.safeParse(body);
  if (!parsed.success) return { failed: 'without a status' };
  return ended(parsed.data.status, parsed.data.error?.code);
}

const progressOfLocation = ({ status }: PlainAnswer): Progress => (status === 202 ? 'running' : 'done');

function progressOfResource({ body }: PlainAnswer): Progress {
  const parsed = Settling.safeParse(body);
  return parsed.success ? ended(parsed.data.properties.provisioningState) : 'done';
}

function ended(state: string, code?: string): Progress {
  if (/^succeeded$/i.test(state)) return 'done';
  if (/^(failed|cancell?ed)$/i.test(state)) return { failed: code && /^\w{1,60}$/.test(code) ? code : state };
  return 'running';
}

function checkOrigin(url: string): void {
  if (new URL(url).origin !== armOrigin) throw new Error('an operation is elsewhere than its resource');
}

function pauseOf({ headers }: PlainAnswer): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds * 1000), longestPauseMs) : usualPauseMs;
}

function failed({ target }: PlainRequest, answer: PlainAnswer, code: string): Ended {
  const message = `took the change, and ended it as failed (${code})`;
  return new Ended(new UpstreamError(service, 'refused', message, { target, ...idOf(answer) }));
}

function lost({ target }: PlainRequest, answer: PlainAnswer, cause: unknown): UpstreamError {
  const reason = cause instanceof UpstreamError ? cause.reason : 'timeout';
  const message = 'took the change, and its end could not be seen';
  return new UpstreamError(service, reason, message, { target, cause, outcomeUnknown: true, ...idOf(answer) });
}

const idOf = ({ headers }: PlainAnswer) => ({ correlationId: headers.get('x-ms-correlation-request-id') });
