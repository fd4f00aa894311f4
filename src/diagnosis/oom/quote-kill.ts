import { quoteField } from '../quote.ts';
import type { KilledContainer } from './killed-containers.ts';

/** The runtime's word for the kill, verbatim. */
export function quoteKill({ ending, status, pod }: KilledContainer) {
  const where = `last ending of ${status.name} in ${pod.metadata?.name}`;
  return quoteField(ending.reason ?? 'OOMKilled', where, ending.finishedAt);
}

/** "1 restart", "7 restarts". */
export function restartsIn({ status: { restartCount } }: KilledContainer): string {
  return `${restartCount} ${restartCount === 1 ? 'restart' : 'restarts'}`;
}
