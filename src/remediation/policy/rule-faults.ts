import { matchesGlob } from '../../model/glob.ts';
import { defaultRule } from './policy.ts';
import type { KnownAction, PolicyFault } from './policy-fault.ts';
import { listOf, recordOf, textsOf, type Unsure } from './unsure.ts';

const termNames = [
  'ask',
  'approve',
  'approvals',
  'four_eyes',
  'reason',
  'expires',
  'windows',
  'auto_approve',
  'managed',
  'break_glass',
];

/** What contradicts itself in a rule, or can be seen never to come about; paths are within the rule. */
export function ruleFaults(
  rule: Unsure,
  actions: readonly KnownAction[],
  nonProduction: readonly string[],
): PolicyFault[] {
  if (rule.deny === true) {
    return termNames
      .filter((name) => rule[name] !== undefined)
      .map((name) => ({ path: [name], message: 'says nothing where deny is true: leave out one of them' }));
  }
  return [...approvalFaults(rule), ...(rule.auto_approve === true ? autoFaults(rule, actions, nonProduction) : [])];
}

/** That nobody who may ask could ever get the approvals, where those who approve are all named. */
function approvalFaults(rule: Unsure): PolicyFault[] {
  const approvers = peopleIn(rule.approve);
  if (!approvers) return [];
  const wanted = typeof rule.approvals === 'number' ? rule.approvals : defaultRule.terms.approvals;
  const fourEyes = rule.four_eyes ?? defaultRule.terms.fourEyes;
  const without = (asker: string) => approvers.size - (fourEyes === true && approvers.has(asker) ? 1 : 0);
  const askers = [...(peopleIn(rule.ask) ?? [''])];
  const most = Math.max(...askers.map(without));
  if (most >= wanted) return [];
  const but = most < approvers.size ? ' and none may approve what he asks for himself' : '';
  const people = `${approvers.size} ${approvers.size === 1 ? 'person' : 'people'}`;
  return [{ path: ['approvals'], message: `${wanted} can never come together: approve names ${people}${but}` }];
}

function autoFaults(rule: Unsure, actions: readonly KnownAction[], nonProduction: readonly string[]): PolicyFault[] {
  const patterns = textsOf(rule.actions);
  const meant = actions.filter(({ name }) => patterns.some(({ text }) => matchesGlob(text, name)));
  const isNeverLow = meant.length > 0 && meant.every(({ risk }) => risk !== 'low');
  const production = textsOf(rule.environments).filter(
    ({ text }) => !nonProduction.some((name) => matchesGlob(text, name)),
  );
  return [
    ...(isNeverLow
      ? [{ path: ['auto_approve'], message: `never counts: none of ${namesOf(meant)} is of low risk` }]
      : []),
    ...production.map(({ text }) => ({
      path: ['auto_approve'],
      message: `never counts in "${text}": no environment of non_production is named like it`,
    })),
  ];
}

/** Object ids of a list that names persons alone; undefined where a group or a fault is in it, or there is no list. */
function peopleIn(list: unknown): ReadonlySet<string> | undefined {
  const entries = listOf(list).map((it) => recordOf(it).id);
  const ids = entries.filter((id) => typeof id === 'string');
  return ids.length > 0 && ids.length === entries.length ? new Set(ids) : undefined;
}

function namesOf(actions: readonly KnownAction[]): string {
  return actions.map(({ name }) => name).join(', ');
}
