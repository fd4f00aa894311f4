import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { ReadFacts } from './check.ts';
import type { ReadResource } from './read-resources.ts';

/** Of each resource what a read that was made for all says of it; undefined where it says nothing. */
export function factsOf<Fact>(
  resources: readonly ReadResource[],
  fact: (resource: ReadResource) => Evidence<Fact> | Gap | undefined,
): ReadFacts<Fact> {
  return new Map(
    resources.flatMap((resource) => {
      const its = fact(resource);
      return its ? [[resource.id.toLowerCase(), its] as const] : [];
    }),
  );
}
