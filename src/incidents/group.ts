import type { Alert } from '../model/alert.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { attackedWorkload } from './defender/attacked-workload.ts';
import { type Labels, labelValue, printMatchers } from './matcher.ts';
import { identityOf } from './reading/identity-of.ts';
import type { Route } from './route.ts';

/** What an alert is put together by, and why by that. */
export interface Group {
  /** The same text for alerts that belong together, and for no others. */
  key: string;
  /** Those of the labels that the alert has. */
  labels: Labels;
  reason: 'group-by' | 'all-labels' | 'default' | 'attack';
}

/** How alerts are grouped where no route says how. */
export const defaultGroupBy = ['alertname', 'cluster', 'namespace'] as const;

/** What the label `attack` says of an attack on a workload, whatever its stage. */
export const wholeAttack = 'Attack';

/** What tells things apart that stand in no cluster. */
const outsideClusters = ['resource_id', 'registry', 'repository'];
const longestTitle = 160;

/** The group of an alert on its route: the route's group_by, else what suits the kind of alert. */
export function groupOf(
  alert: Pick<Alert, 'labels'> & Partial<Pick<Alert, 'source'>>,
  route: Pick<Route, 'key' | 'receiver' | 'groupBy'>,
): Group {
  const { labels: wanted, reason } = chosen(alert, route.groupBy);
  // A drill is no part of what really goes on, and is like no other drill.
  const labels = { ...wanted, ...pick(alert.labels, ['drill', 'drill_id']) };
  const sorted = Object.keys(labels).sort();
  const text = printMatchers(sorted.map((name) => ({ name, operator: '=', value: labelValue(labels, name) })));
  // Labels may be of any length, and databases index no long text.
  return { key: identityOf(`${JSON.stringify(route.receiver)}:${route.key}:${text}`), labels, reason };
}

function chosen(
  { labels, source = '' }: Pick<Alert, 'labels'> & Partial<Pick<Alert, 'source'>>,
  groupBy: Route['groupBy'],
): Pick<Group, 'labels' | 'reason'> {
  if (groupBy === 'all') return { labels: { ...labels }, reason: 'all-labels' };
  if (groupBy) return { labels: pick(labels, groupBy), reason: 'group-by' };
  const attack = attackOf(labels);
  if (attack) return { labels: attacked(labels, attack), reason: 'attack' };
  // Of Defender's other alerts too: clusters of the same name are told apart by their ids, which its labels always have.
  const inCluster = source.startsWith('defender') ? ['cluster_id'] : [];
  const place = labelValue(labels, 'cluster') ? inCluster : outsideClusters;
  return { labels: pick(labels, [...defaultGroupBy, ...place]), reason: 'default' };
}

/** What kind of attack a security alert speaks of: its stage in the kill chain, else its type; undefined for others. */
function attackOf(labels: Labels): string | undefined {
  const stages = labelValue(labels, 'intent')
    .split(/[\s,]+/)
    .filter((it) => it && it !== 'Unknown');
  // The order in which a list of stages is written says nothing.
  const stage = [...new Set(stages)].sort().join(' ');
  if (stage) return stage;
  return (labelValue(labels, 'compromised_entity') && labelValue(labels, 'alertname')) || undefined;
}

/** An attack on a workload is one through all of its stages; where no workload is named, each stage stands for itself. */
function attacked(labels: Labels, stage: string): Labels {
  const cluster = ['cluster', 'cluster_id'].find((name) => labelValue(labels, name));
  // Two customers may call their clusters the same: where its id is told, that tells them apart.
  const place = pick(
    labels,
    ['cluster', 'cluster_id', 'namespace'].filter((name) => name === 'namespace' || labelValue(labels, name)),
  );
  const workload = attackedWorkload(labels);
  if (workload) return { attack: wholeAttack, ...place, workload };
  const thing = ['node', 'image'].filter((name) => labelValue(labels, name));
  const found = { attack: stage, ...place, ...pick(labels, thing) };
  return cluster || thing.length > 0 ? found : { ...found, ...pick(labels, ['resource_id']) };
}

function pick(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(labels, name)).map((it) => [it, labelValue(labels, it)]),
  );
}

/** One line for an incident: its alert's title, or what several have in common and where. Untrusted text, without secrets. */
export function incidentTitle(alerts: readonly Pick<Alert, 'title' | 'labels'>[], group: Labels): string {
  const titles = new Set(alerts.map((it) => it.title));
  const [only] = titles;
  if (titles.size === 1 && only) return cut(only);
  const what = labelValue(group, 'alertname') || labelValue(group, 'attack') || common(alerts, 'alertname') || 'Alerts';
  const shared = (name: string) => labelValue(group, name) || common(alerts, name);
  const where = [shared('workload'), shared('namespace'), shared('cluster')].filter(Boolean).join(', ');
  return cut(where ? `${what} in ${where}` : what);
}

function common(alerts: readonly Pick<Alert, 'labels'>[], name: string): string {
  const [first = '', ...others] = new Set(alerts.map((it) => labelValue(it.labels, name)));
  return others.length === 0 ? first : '';
}

function cut(text: string): string {
  // A NUL would make PostgreSQL refuse the row.
  const letters = [...withoutSecrets(text.replace(/[\p{Cc}\s]+/gu, ' ').trim())];
  return letters.length > longestTitle ? `${letters.slice(0, longestTitle - 1).join('')}…` : letters.join('');
}
