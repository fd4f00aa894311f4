import { printDuration } from '../../model/time/duration.ts';
import { windowAt, windowHorizonDays } from './change-window.ts';
import type { PlacePart } from './fit-of.ts';
import { type Circle, defaultRule, type Policy, type Who } from './policy.ts';
import type { Allowed, Circles, Denied, NotAuto, Ruling } from './ruling.ts';

/** What the policy says of a change, in sentences for people; the rule's names and those of time intervals are the config's. */
export function explain(
  ruling: Ruling,
  o: {
    policy: Pick<Policy, 'timeIntervals'>;
    now: Date;
    /** The name of a person or group; without it, or where it knows none, the object id stands there. */
    nameOf?(who: Who): string | undefined;
  },
): string[] {
  if (ruling.kind === 'denied') return [denied(ruling)];
  const people = (circles: Circles) => circles.map((it) => circleText(it, o.nameOf)).join(', and of these only ');
  const { breakGlass } = ruling;
  return [
    decidedBy(ruling),
    `${sentence(people(ruling.ask))} may ask for it${ruling.reason === 'required' ? ', and must say why' : ''}.`,
    ...approving(ruling, people(ruling.approve)),
    ...windows(ruling, o.policy, o.now),
    `A proposal expires after ${printDuration(ruling.expiresMs)}.`,
    ruling.managed === 'refuse'
      ? 'What a tool keeps from a repository is not changed: the card says what to commit instead.'
      : 'What a tool keeps from a repository may be changed; the card says that the tool puts it back.',
    ...(breakGlass
      ? [
          `In an emergency ${people(breakGlass.who)} may run it without approval, with a reason; it is reviewed within ${printDuration(breakGlass.reviewWithinMs)}.`,
        ]
      : []),
  ];
}

function denied({ rule, why, unknown }: Denied): string {
  if (why === 'denied-there') return `Nobody may do it: rule "${rule}" denies it.`;
  return `Nobody may do it: rule "${rule}" denies it in some places, and ${unknownText(unknown)} not known.`;
}

function decidedBy({ rule, unknown }: Allowed): string {
  if (unknown.length > 0) return `As ${unknownText(unknown)} not known, the strictest of these rules holds: ${rule}.`;
  return rule === defaultRule.name ? 'No rule matches, so the default decides.' : `Rule "${rule}" decides.`;
}

function approving({ approvals, fourEyes, autoApprove, notAuto }: Allowed, people: string): string[] {
  const count = approvals === 1 ? 'one approval' : `${approvals} approvals of different people`;
  const but = fourEyes ? '; whoever asks may not approve it himself' : '; whoever asks may approve it himself';
  const needs = `It needs ${count}, from ${people}${but}.`;
  if (autoApprove) return ['It runs without an approval: the risk is low, and the place is not production.'];
  return notAuto ? [needs, notAutoText[notAuto]] : [needs];
}

const notAutoText: Record<NotAuto, string> = {
  'risk-not-low': 'The auto-approval of its rule does not count: it is for low risk alone.',
  'environment-unknown':
    'The auto-approval of its rule does not count: the environment is not known; set the tag of the cluster.',
  'environment-not-named-non-production':
    'The auto-approval of its rule does not count: this environment is not among non_production.',
};

function windows(ruling: Allowed, policy: Pick<Policy, 'timeIntervals'>, now: Date): string[] {
  if (ruling.windows.length === 0) return ['It may run at any time.'];
  const named = ruling.windows.map((choice) => choice.join(' or ')).join(', and within ');
  const opens = windowAt(ruling, policy, now);
  const state =
    opens === 'open'
      ? 'that is now'
      : opens
        ? `next from ${opens.toISOString().slice(0, 16).replace('T', ' ')} UTC`
        : `none of it comes within ${windowHorizonDays} days`;
  return [`It runs only within ${named}: ${state}.`];
}

function circleText(circle: Circle, nameOf?: (who: Who) => string | undefined): string {
  if (circle === 'operators') return 'whoever has the role operator there';
  if (circle === 'approvers') return 'whoever has the role approver there';
  return circle
    .map((who) => nameOf?.(who) ?? (who.group === undefined ? `person ${who.id}` : `group ${who.group}`))
    .join(' or ');
}

function unknownText(parts: readonly PlacePart[]): string {
  return `the ${parts.join(' and the ')} ${parts.length === 1 ? 'is' : 'are'}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
