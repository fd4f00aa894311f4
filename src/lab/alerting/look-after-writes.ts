import type { Clock } from '../../model/clock.ts';
import type { World } from '../world/world.ts';

const everyMs = 30_000;
/** So long what was changed may still take effect: new pods come up, old ones go. */
const effectMs = 15 * 60_000;

/**
 * Has alerts looked for again after something was changed in a cluster: what it ends is over by itself. While nothing
 * was, the world stays as it was told. Stops with what it answers.
 */
export function lookAfterWrites({ world, clock, look }: { world: World; clock: Clock; look(): void }): () => void {
  let cancel = () => {};
  function later(): void {
    cancel = clock.after(everyMs, () => {
      const since = clock.now().getTime() - effectMs;
      const isWritten = ({ at, code, uri }: World['clusters'][number]['audits'][number]) =>
        at.getTime() >= since && code < 300 && !uri.includes('dryRun');
      if (world.clusters.some(({ audits }) => audits.some(isWritten))) look();
      later();
    });
  }
  later();
  return () => cancel();
}
