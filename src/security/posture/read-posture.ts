import { UpstreamError } from '../../errors.ts';
import { readGap } from '../../evidence/asking/read-gap.ts';
import type { Gap } from '../../model/gap.ts';
import type { PostureFinding, PostureResource } from '../../model/posture.ts';
import type { Check } from './check.ts';
import type { PostureReading } from './posture-reading.ts';
import type { Practice } from './practice.ts';
import type { ReadResource } from './read-resources.ts';

/** So many offending objects are kept by name; the rest are counted. */
const mostObjects = 20;

/**
 * How each resource stands against each check that is for its type. Checks that need calls for each resource are left out
 * unless it is looked at `closely`: then the caller bounds how many resources there are.
 */
export async function readPosture(
  reading: PostureReading,
  practices: readonly Practice[],
  resources: readonly ReadResource[],
  { closely }: { closely: boolean },
): Promise<PostureFinding[]> {
  const byType = Map.groupBy(resources, ({ type }) => type);
  const found = await Promise.all(
    practices.flatMap(({ code, checks }) =>
      checks
        .filter(({ reads }) => closely || reads === 'together')
        .map((check) =>
          findingsOf(
            reading,
            { check, practice: code },
            check.of.flatMap((type) => byType.get(type) ?? []),
          ),
        ),
    ),
  );
  return found.flat();
}

async function findingsOf(
  reading: PostureReading,
  of: { check: Check; practice: string },
  resources: readonly ReadResource[],
): Promise<PostureFinding[]> {
  if (resources.length === 0) return [];
  try {
    const facts = await of.check.read(reading, resources);
    return resources.map((resource) => {
      const fact = facts.get(resource.id.toLowerCase());
      if (fact === undefined) return unread(reading, of, resource, notTold(of.check));
      if ('why' in fact) return unread(reading, of, resource, fact);
      const { objects, ...judged } = of.check.judge(fact, { resource, config: reading.config, now: reading.now });
      return {
        ...head(of, resource),
        ...judged,
        ...(objects?.length && {
          objects: { shown: objects.slice(0, mostObjects), more: Math.max(0, objects.length - mostObjects) },
        }),
        ...{ source: fact.source, at: fact.at },
      };
    });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const gap = readGap(error, what(of.check));
    return resources.map((resource) => unread(reading, of, resource, gap));
  }
}

function unread(
  { now }: PostureReading,
  of: { check: Check; practice: string },
  resource: ReadResource,
  gap: Gap,
): PostureFinding {
  return { ...head(of, resource), standing: 'unread', sentence: gap.why, at: now, gap };
}

function head({ check, practice }: { check: Check; practice: string }, resource: ReadResource) {
  const { code, title, severity, policyId } = check;
  return { check: code, practice, title, resource: bare(resource), severity, ...(policyId && { policyId }) };
}

const bared = new WeakMap<ReadResource, PostureResource>();

/** Without its body, which may hold what nobody should keep; made once, for a resource has many findings. */
function bare(read: ReadResource): PostureResource {
  const known = bared.get(read);
  if (known) return known;
  const { id, type, name, subscriptionId, resourceGroup, location, environment, owner } = read;
  const resource: PostureResource = { id, type, name, subscriptionId, resourceGroup, location };
  const made = { ...resource, ...(environment && { environment }), ...(owner && { owner }) };
  bared.set(read, made);
  return made;
}

function notTold(check: Check): Gap {
  return {
    what: what(check),
    service: 'Resource Graph',
    why: 'Azure told nothing about it.',
    next: "Check that the bot's identity has Reader on the resource.",
  };
}

function what({ title }: Check): string {
  return `whether "${title}" holds`;
}
