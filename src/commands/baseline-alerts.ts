import { z } from 'zod';
import { clustersOf } from '../azure/estate.ts';
import { baselineAlertsCard } from '../cards/baseline-alerts.ts';
import { pickerCard } from '../cards/picker.ts';
import { locateCluster } from '../diagnosis/locate-cluster.ts';
import type { BaselineReport, BaselineTarget } from '../model/baseline-report.ts';
import { baselineAlerts as baselineOf } from '../monitoring/views/baseline-alerts.ts';
import { clusterTarget, otherTargets } from './baseline-work/baseline-target.ts';
import { type Context, defineCommand, type Press, type Reply } from './command.ts';
import { says } from './language/field.ts';
import { clusterIdField, nameText } from './language/shared-fields.ts';
import { oneSubject } from './naming/one-subject.ts';
import { everywhere } from './people/scope.ts';
import { actionGroupIn, groupField } from './query-work/action-group.ts';

const verb = 'baseline alerts';

const input = z.object({
  resource: nameText.optional().meta(
    says({
      is: 'name',
      noun: 'cluster or other resource',
      keys: ['cluster', 'aks', 'registry', 'resource'],
      after: ['of', 'in', 'on', 'for', 'from'],
      bare: true,
      remembered: 'cluster',
    }),
  ),
  group: groupField,
  clusterId: clusterIdField,
  // Of presses alone: where several have one name.
  resourceId: z.string().max(400).optional(),
});

/** Which recommended alerts a cluster, a registry or another container platform has, and which it lacks. */
export const baselineAlerts = defineCommand({
  name: verb,
  synonyms: [
    'alert baseline',
    'baseline',
    'recommended alerts',
    'recommended alert rules',
    'missing alerts',
    'alerts are missing',
    'alerts missing',
    'alert rules are missing',
    'missing alert rules',
    'alert coverage',
    ...['create', 'add', 'enable', 'set up', 'setup'].flatMap((how) =>
      ['recommended alerts', 'the recommended alerts', 'missing alerts', 'the missing alerts'].map(
        (of) => `${how} ${of}`,
      ),
    ),
  ],
  usage: 'baseline alerts [<cluster|registry|container app|container group|Batch account>] [group=<action group>]',
  summary: 'Recommended alerts that are missing, off or set otherwise; creates them.',
  examples: ['baseline alerts prod-weu', 'which alerts are missing in prod-weu', 'recommended alerts contoso'],
  role: 'viewer',
  isLedTo: true,
  input,
  doing: ({ resource }) =>
    `Comparing the alert rules of ${String(resource ?? 'the cluster')} with the recommended ones`,
  async run(said, context) {
    const one = await targetOf(said, context);
    if ('reply' in one) return one.reply;
    const now = context.clock.now();
    const report = await baselineOf(context.azure, one.target, now, recommendedFor(one.target, context));
    const { subscriptionId } = one.target;
    const calls = said.group === undefined ? [] : [await actionGroupIn(subscriptionId, said.group, context)];
    const buttons = await context.buttons(followUps(report, calls));
    const isCluster = one.target.kind === 'cluster';
    return {
      card: baselineAlertsCard(report, { now, buttons }),
      ...(isCluster && { about: { cluster: one.target.name } }),
    };
  },
});

/** What the settings recommend beside ours for this kind of resource. */
function recommendedFor({ type }: BaselineTarget, { baseline = [] }: Context) {
  return baseline.filter(({ namespace }) => namespace.toLowerCase() === type);
}

/** The resource that was meant: a cluster of this name first; of anything else only who is limited to no place is told. */
async function targetOf(
  { resource: name, clusterId, resourceId }: z.infer<typeof input>,
  context: Context,
): Promise<{ target: BaselineTarget } | { reply: Reply }> {
  const clusters = name === undefined ? [] : await clustersOf(context.azure);
  const isCluster = clusters.some((it) => it.name.toLowerCase() === name?.toLowerCase());
  if (name !== undefined && !isCluster && context.assumed.has('resource') === false) {
    await context.permit(everywhere);
    const others = await otherTargets(context.azure, resourceId ?? name);
    const [target, another] = others;
    if (target && another === undefined) return { target };
    if (target) return { reply: await whichOne(name, others, context) };
  }
  const located = await locateCluster(context.azure, name === undefined ? {} : { name });
  const ask = (cluster: string): Press => ({ title: cluster, verb, input: { resource: cluster } });
  const one = await oneSubject(located, context, {
    ...{ noun: 'cluster', name, clusterId },
    again: ({ cluster }) => ask(cluster.name),
    instead: ask,
  });
  return 'reply' in one ? one : { target: clusterTarget(one.subject.cluster) };
}

async function whichOne(name: string, all: readonly BaselineTarget[], { buttons }: Context): Promise<Reply> {
  const shown = all.slice(0, 6);
  const prepared = await buttons(
    shown.map((it) => ({ title: it.name, verb, input: { resource: it.name, resourceId: it.id }, replaces: true })),
  );
  return {
    card: pickerCard({
      question: `Which "${name}"?`,
      choices: shown.flatMap((it, n) => {
        const button = prepared[n];
        return button ? [{ label: it.name, detail: `${it.kind} · ${it.resourceGroup} · ${it.location}`, button }] : [];
      }),
      more: all.length - shown.length,
    }),
  };
}

/** What can be made: rules of Prometheus only where the cluster's metrics have a workspace. */
function followUps({ target, standings, account }: BaselineReport, actionGroups: string[]): Press[] {
  const missing = (standings?.value ?? []).flatMap(({ state, alert }) => (state === 'missing' ? [alert] : []));
  const possible = missing.filter(({ kind }) => kind === 'metric' || account !== undefined);
  const title =
    possible.length === missing.length ? 'Create the missing ones' : `Create the ${possible.length} on metrics`;
  const made = { resourceId: target.id, alerts: possible, ...(actionGroups.length > 0 && { actionGroups }) };
  const input = { action: 'create-baseline-alerts', input: made };
  return [
    ...(possible.length > 0 ? [{ title, verb: 'propose', input }] : []),
    { title: 'Look again', verb, input: { resource: target.name, resourceId: target.id }, replaces: true },
    ...(target.kind === 'cluster'
      ? [{ title: 'Cluster health', verb: 'cluster health', input: { cluster: target.name } }]
      : []),
  ];
}
