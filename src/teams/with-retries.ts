import { UpstreamError } from '../errors.ts';
import type { Clock } from '../model/clock.ts';

const tries = 4;
const longestWaitMs = 30_000;

/** Tries again what Teams asks to try again (429, 412, 502, 503, 504, no connection), after the wait that it asks for. */
export async function withRetries<T>(clock: Clock, send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      const again = error instanceof UpstreamError && error.retryable && attempt < tries;
      if (!again) throw error;
      const wait = error.retryAfterMs ?? 500 * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
      if (wait > longestWaitMs) throw error;
      await new Promise<void>((resolve) => clock.after(wait, resolve));
    }
  }
}
