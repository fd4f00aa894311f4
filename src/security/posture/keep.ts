import type { KeptFinding, KeptPosture } from '../../model/known-finding.ts';
import type { PostureFinding, PostureResource } from '../../model/posture.ts';
import { readTurns, withTurn, writeTurns } from '../../model/posture-turns.ts';
import { checksByCode } from './practices.ts';

const mostText = 300;
const mostObjects = 5;

/**
 * What is kept of a resource after it was looked at: how it stands from now on at these checks. `closely` where those that
 * need calls of their own were among them: then what they found takes the place of what was kept.
 */
export function keep(
  before: KeptPosture | undefined,
  o: { resource: PostureResource; findings: readonly PostureFinding[]; closely: boolean; now: Date },
): KeptPosture {
  const at = o.now.getTime();
  const turns = Object.fromEntries(
    // What is looked at no more is forgotten.
    Object.entries(before?.turns ?? {}).filter(([code]) => checksByCode.has(code)),
  );
  for (const { check, standing } of o.findings)
    turns[check] = writeTurns(withTurn(readTurns(turns[check]), { at, standing }));
  const closelyAt = o.closely ? o.now : before?.closelyAt;
  return {
    resource: bare(o.resource),
    firstAt: before?.firstAt ?? o.now,
    readAt: o.now,
    ...(closelyAt && { closelyAt }),
    turns,
    found: o.closely ? o.findings.filter(isToKeep).map(cut) : (before?.found ?? []),
  };
}

function isToKeep({ check, standing }: PostureFinding): boolean {
  return checksByCode.get(check)?.check.reads === 'each' && (standing === 'fail' || standing === 'unread');
}

function cut({ resource: _, objects, ...finding }: PostureFinding): KeptFinding {
  const { sentence, property, value, gap } = finding;
  return {
    ...finding,
    sentence: sentence.slice(0, mostText),
    ...(property !== undefined && { property: property.slice(0, mostText) }),
    ...(value !== undefined && { value: value.slice(0, mostText) }),
    ...(gap && { gap: { ...gap, why: gap.why.slice(0, mostText), next: gap.next.slice(0, mostText) } }),
    ...(objects && {
      objects: {
        shown: objects.shown.slice(0, mostObjects).map((it) => it.slice(0, mostText)),
        more: objects.more + Math.max(0, objects.shown.length - mostObjects),
      },
    }),
  };
}

/** Without its body, which may hold what nobody should keep. */
function bare({ id, type, name, subscriptionId, resourceGroup, location, environment, owner }: PostureResource) {
  const resource: PostureResource = { id, type, name, subscriptionId, resourceGroup, location };
  return { ...resource, ...(environment && { environment }), ...(owner && { owner }) };
}
