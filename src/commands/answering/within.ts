import type { Clock } from '../../model/clock.ts';
import { DeadlineError } from './error-card.ts';

/** How long work may go on after its reads were aborted, to answer with what it has. */
const graceMs = 2000;

/** The work's result; or DeadlineError when it does not end soon after the signal fired. */
export async function within<T>(work: Promise<T>, signal: AbortSignal, clock: Clock): Promise<T> {
  let cancel = () => {};
  const late = new Promise<never>((_, reject) => {
    const start = () => {
      cancel = clock.after(graceMs, () => reject(new DeadlineError('The work did not end after its deadline.')));
    };
    if (signal.aborted) start();
    else signal.addEventListener('abort', start, { once: true });
    const stop = () => {
      signal.removeEventListener('abort', start);
      cancel();
    };
    work.then(stop, stop);
  });
  return Promise.race([work, late]);
}
