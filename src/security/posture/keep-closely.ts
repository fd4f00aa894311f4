import { typesReadClosely } from './estate-posture.ts';
import { keep } from './keep.ts';
import { postureReading } from './posture-reading.ts';
import type { PostureWork } from './posture-work.ts';
import { practicesThatRead } from './practices.ts';
import { readPosture } from './read-posture.ts';
import type { ReadResource } from './read-resources.ts';

/** So many clusters are asked at the same time. */
const atOnce = 4;
/** A cluster that takes longer is told as one that could not be read. */
const longestMs = 60_000;

/**
 * Looks at each resource that needs calls of its own, each kept before the next is begun; those that this reading has
 * seen already are passed over. Answers false when `isTimeUp` said so before the end.
 */
export async function keepClosely(
  work: PostureWork,
  o: { resources: readonly ReadResource[]; startedAt: Date; isTimeUp: () => boolean },
): Promise<boolean> {
  const types = new Set(typesReadClosely());
  const kept = await work.store.posture.kept();
  const waiting = o.resources.filter(({ id, type }) => {
    const closelyAt = kept.get(id.toLowerCase())?.closelyAt;
    return types.has(type) && !(closelyAt && closelyAt >= o.startedAt);
  });
  const readNext = async (): Promise<void> => {
    while (!o.isTimeUp()) {
      const resource = waiting.shift();
      if (!resource) return;
      await keepOne(work, resource);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, readNext));
  return waiting.length === 0;
}

async function keepOne(work: PostureWork, resource: ReadResource): Promise<void> {
  const { store, clock, connection, log, config } = work;
  const azure = connection.until(AbortSignal.timeout(longestMs), log);
  const reading = postureReading({ azure, config, now: clock.now() });
  const findings = await readPosture(reading, practicesThatRead('each'), [resource], { closely: true });
  const now = clock.now();
  await store.together(now, async (writing) => {
    const before = await writing.posture.keptOf(resource.id);
    await writing.posture.put([keep(before, { resource, findings, closely: true, now })]);
  });
}
