import type { Work } from '../../azure/access.ts';
import type { AzureConnection } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import type { Actor, Role } from '../../model/actor.ts';
import type { Clock } from '../../model/clock.ts';
import type { ChangePlace } from '../../model/remediation.ts';
import type { ChangeWork, Leave, Part } from '../../remediation/life/change-work.ts';
import { type Circle, groupsInPolicy, type Policy, type Who } from '../../remediation/policy/policy.ts';
import type { Allowed, Circles } from '../../remediation/policy/ruling.ts';
import { createMemberships, type Memberships } from './memberships.ts';
import type { People } from './people.ts';

const doing: Record<Part, string> = {
  ask: 'ask for this change',
  approve: 'decide on this change',
  'break-glass': 'break the glass for this change',
};

/**
 * Who may take part in a change: a person has to stand in every circle of the ruling, by his roles at the place, or by
 * object id or group as the directory has it at this moment; whoever is blocked or unknown to the config stands in none.
 */
export function createLeave(o: {
  people: People;
  policy: Policy;
  connection: AzureConnection;
  clock: Clock;
}): ChangeWork['may'] {
  const memberships = createMemberships({ ...o, groups: groupsInPolicy(o.policy) });
  return async (person, part, { ruling, place, isGlance = false }, work) => {
    const actor = { ...person, teamsId: '', name: '' };
    const known = await within('viewer', actor, undefined, { people: o.people, isGlance }, work);
    if ('refused' in known) return known;
    const granted: string[] = [];
    for (const circle of circlesOf(ruling, part)) {
      const leave = await inCircle(circle, actor, { part, place, isGlance, memberships, people: o.people }, work);
      if ('refused' in leave) return leave;
      granted.push(leave.authority);
    }
    return { authority: granted.join(' and ') };
  };
}

function circlesOf({ ask, approve, breakGlass }: Allowed, part: Part): Circles {
  if (part === 'ask') return ask;
  return part === 'approve' ? approve : (breakGlass?.who ?? [[]]);
}

async function inCircle(
  circle: Circle,
  actor: Actor,
  o: { part: Part; place: ChangePlace; isGlance: boolean; memberships: Memberships; people: People },
  work: Work,
): Promise<Leave> {
  if (circle === 'operators') return within('operator', actor, o.place, o, work);
  // Whom the role of an approver is given for other commands approves nothing by it, though he may say the word as a viewer.
  if (circle === 'approvers') return within('approver', actor, o.place, { ...o, verb: 'approve' }, work);
  const id = actor.objectId.toLowerCase();
  const refused = `You are not among those who may ${doing[o.part]}.`;
  const isNamed = ({ id: named }: Who) => named !== undefined && named === id;
  if (id !== '' && circle.some(isNamed)) return { authority: 'policy by list' };
  const groups = circle.flatMap(({ group }) => group ?? []);
  if (id === '' || groups.length === 0) return { refused, reason: 'not-in-policy' };
  try {
    const memberOf = await o.memberships.of(id, { fresh: !o.isGlance }, work);
    const group = groups.find((it) => memberOf.has(it));
    return group === undefined ? { refused, reason: 'not-in-policy' } : { authority: `policy by group ${group}` };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return groupsUnread();
  }
}

/** By the roles of people; without a verb, which command it is does not matter: that was asked when it was said. */
async function within(
  role: Role,
  actor: Actor,
  place: ChangePlace | undefined,
  { people, isGlance, verb }: { people: People; isGlance: boolean; verb?: string },
  work: Work,
): Promise<Leave> {
  const act = { name: verb ?? 'change', role, isAnyVerb: verb === undefined, isGlance };
  const [decision] = await people.decide(actor, act, [place], work);
  if (decision && 'grant' in decision) return { authority: `${decision.grant.role} by ${decision.grant.by}` };
  const reason = decision?.refusal.reason ?? 'outsider';
  if (reason === 'groups-unread') return groupsUnread();
  const where = place?.namespace ?? place?.cluster;
  return {
    refused: `Your role does not cover this${where === undefined ? '' : ` in ${where}`}: it needs the role ${role} there.`,
    reason,
  };
}

function groupsUnread(): Leave {
  return {
    refused: 'Your groups cannot be read right now, so nobody can tell whether you may. Try again in a minute.',
    reason: 'groups-unread',
  };
}
