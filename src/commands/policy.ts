import { z } from 'zod';
import { noticeCard } from '../cards/notice.ts';
import type { ChangePlace } from '../model/remediation.ts';
import type { Subject } from '../model/subject.ts';
import * as actions from '../remediation/actions/index.ts';
import { explain } from '../remediation/policy/explain.ts';
import { defaultRule } from '../remediation/policy/policy.ts';
import { rulingOn } from '../remediation/policy/ruling.ts';
import { changesOf } from './change-work/changes-configured.ts';
import { ruleLine } from './change-work/rule-line.ts';
import { type Context, defineCommand, type Reply } from './command.ts';
import { says } from './language/field.ts';
import { workloadFields } from './language/workload-fields.ts';
import { askedSubject } from './naming/asked-subject.ts';
import { threadOf } from './naming/said-of.ts';
import { seesAll } from './naming/sees-all.ts';
import { namesNothing } from './naming/which-workload.ts';

const verb = 'policy';
const names = Object.values(actions).map(({ name }) => name);
/** "roll-back" is said as "roll back" as well. */
const actionWords = Object.fromEntries(names.map((it) => [it, [...new Set([it.replaceAll('-', ' '), it])]]));

const input = z.object({
  action: z
    .enum(names as [string, ...string[]])
    .optional()
    .meta(says({ is: 'choice', noun: 'change', words: actionWords })),
  ...workloadFields,
});

/** Who may ask for a change and who approves it, by the policy, at a place or anywhere. */
export const policy = defineCommand({
  name: verb,
  synonyms: ['who may', 'who can', 'who is allowed to', 'show policy', 'policies'],
  usage: 'policy [<change>] [<workload|namespace|cluster>]',
  summary: 'Who may ask for a change, who approves it, and when it may run.',
  examples: ['who may restart payments-api', 'policy restart in prod-weu', 'policy in prod-weu'],
  role: 'viewer',
  input,
  async run({ action, ...said }, context) {
    if (namesNothing(said)) {
      await context.permit('any place');
      return { card: action === undefined ? await rulesCard(context) : rulingCard(action, {}, undefined, context) };
    }
    const kept = action === undefined ? {} : { action };
    const one = await askedSubject(said, context, { verb, kept, clusterId: said.clusterId });
    if ('reply' in one) return one.reply;
    const { subject } = one;
    const place = placeOf(subject);
    const card =
      action === undefined ? placeCard(place, subject, context) : rulingCard(action, place, subject, context);
    return { card, about: threadOf(subject) };
  },
});

/** All rules for who sees every place; others learn of theirs by asking about one. */
async function rulesCard(context: Context): Promise<Reply['card']> {
  const { rules } = changesOf(context).config.policy;
  const isAll = await seesAll(context);
  return noticeCard({
    level: 'info',
    title: rules.length === 0 ? 'The policy is its default' : 'The first rule that matches decides',
    text: '',
    lines: [...(isAll ? rules : []), { name: defaultRule.name, terms: defaultRule.terms }].map(ruleLine),
    next: 'Ask about one: policy restart payments-api.',
    buttons: [],
  });
}

function placeCard(place: ChangePlace, subject: Subject, context: Context): Reply['card'] {
  const byRule = Map.groupBy(Object.values(actions), ({ name, risk }) => {
    const ruling = rulingOn(changesOf(context).config.policy, { action: name, risk, place });
    return `${ruling.kind === 'denied' ? 'Denied by' : 'By'} rule ${ruling.rule}`;
  });
  return noticeCard({
    level: 'info',
    title: `Changes of ${nameOf(subject)}`,
    text: '',
    lines: [...byRule].map(([rule, its]) => `${rule}: ${its.map(({ name }) => name).join(', ')}.`),
    next: `Ask about one: policy restart ${subject.name}.`,
    buttons: [],
  });
}

function rulingCard(action: string, place: ChangePlace, subject: Subject | undefined, context: Context): Reply['card'] {
  const { config, clock } = changesOf(context);
  const { risk = 'high' } = Object.values(actions).find(({ name }) => name === action) ?? {};
  const ruling = rulingOn(config.policy, { action, risk, place });
  const [first = '', ...lines] = explain(ruling, { policy: config.policy, now: clock.now() });
  return noticeCard({
    level: ruling.kind === 'denied' ? 'warning' : 'info',
    title: subject ? `${action} of ${nameOf(subject)}` : `${action}, wherever it is`,
    ...{ text: first, lines, buttons: [] },
  });
}

function nameOf({ cluster, kind, namespace, name }: Subject): string {
  if (kind === 'Cluster') return name;
  return [cluster.name, ...(kind === 'Namespace' || namespace === '' ? [] : [namespace]), name].join(' / ');
}

function placeOf({ cluster, kind, namespace, name }: Subject): ChangePlace {
  const inside = kind === 'Namespace' ? name : kind === 'Cluster' || kind === 'Node' ? undefined : namespace;
  return {
    cluster: cluster.name,
    ...(inside !== undefined && { namespace: inside }),
    ...(cluster.environment !== undefined && { environment: cluster.environment }),
  };
}
