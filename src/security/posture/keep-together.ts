import type { Azure } from '../../azure/azure.ts';
import type { PostureFinding } from '../../model/posture.ts';
import { keep } from './keep.ts';
import { postureReading } from './posture-reading.ts';
import type { PostureWork } from './posture-work.ts';
import { practicesThatRead } from './practices.ts';
import { readPosture } from './read-posture.ts';
import type { ReadResource } from './read-resources.ts';

const atOnce = 500;

/** Looks at all resources by the checks that a few calls read, and keeps how each stands; once in a reading. */
export async function keepTogether(
  { store, clock, config }: PostureWork,
  azure: Azure,
  { resources, startedAt }: { resources: readonly ReadResource[]; startedAt: Date },
): Promise<PostureFinding[]> {
  const now = clock.now();
  const reading = postureReading({ azure, config, now });
  const findings = await readPosture(reading, practicesThatRead('together'), resources, { closely: false });
  const byId = Map.groupBy(findings, ({ resource }) => resource.id);
  const kept = await store.posture.kept();
  const waiting = resources.filter(({ id }) => {
    const before = kept.get(id.toLowerCase());
    return !before || before.readAt < startedAt;
  });
  for (let i = 0; i < waiting.length; i += atOnce) {
    const some = waiting.slice(i, i + atOnce).map((resource) =>
      keep(kept.get(resource.id.toLowerCase()), {
        ...{ resource, findings: byId.get(resource.id) ?? [], closely: false, now },
      }),
    );
    await store.together(now, (writing) => writing.posture.put(some));
  }
  return findings;
}
