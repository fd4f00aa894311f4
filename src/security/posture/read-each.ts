import { UpstreamError } from '../../errors.ts';
import { readGap } from '../../evidence/asking/read-gap.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { ReadFacts } from './check.ts';
import type { ReadResource } from './read-resources.ts';

/** So many resources are read at a time: ARM takes some 25 reads a second of an identity. */
const atOnce = 6;

/** Reads each resource by itself; one that cannot be read is a gap of its own, and the others go on. */
export async function readEach<Fact>(
  resources: readonly ReadResource[],
  what: (resource: ReadResource) => string,
  read: (resource: ReadResource) => Promise<Evidence<Fact> | Gap>,
): Promise<ReadFacts<Fact>> {
  const found = new Map<string, Evidence<Fact> | Gap>();
  const waiting = [...resources];
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        found.set(next.id.toLowerCase(), await read(next));
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        found.set(next.id.toLowerCase(), readGap(error, what(next)));
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return found;
}
