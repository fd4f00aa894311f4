import type { Button, Card } from '../model/card.ts';
import type { ClusterStanding, ClusterStandings } from '../model/cluster-standing.ts';
import { basisOf } from './basis.ts';
import { plain } from './plain.ts';
import { counted, short } from './quantity.ts';
import { names } from './some.ts';
import { type StandingCounts, type StandingRow, standingListCard } from './standing-list.ts';
import type { Level } from './verdict-style.ts';

/** What the card of all clusters is made of. */
export interface ClustersOnCard extends ClusterStandings {
  /** The page's clusters, each with a button that leads on. */
  shown: readonly { standing: ClusterStanding; button?: Button | undefined }[];
  before: number;
  /** What the list is narrowed to, as it would be typed; empty when it is not. */
  filter: string;
  /** Of how many clusters those are the ones that were asked for, where the level was. */
  of: readonly ClusterStanding[];
  limited: boolean;
  buttons: readonly Button[];
  now: Date;
}

const mostGroups = 4;

/** The answer to "clusters": how many are critical, by subscription and environment, then each, worst first. */
export function clustersCard(o: ClustersOnCard): Card {
  const { standings, of, evidence, gaps, now } = o;
  const counts = countsOf(of);
  const groups = groupsOf(of);
  return standingListCard({
    level: levelOf(counts),
    verdict: verdictOf(of, counts),
    states: o.filter === '' ? [] : [plain(o.filter, 200)],
    ...(of.length > 1 && { counts }),
    ...(groups.length > 1 && {
      groups: {
        title: 'By subscription and environment',
        rows: groups.slice(0, mostGroups),
        all: groups.length,
        noun: 'group',
      },
    }),
    rows: o.shown.map(({ standing, button }) => rowOf(standing, button)),
    ...{ noun: 'cluster', all: standings.length, before: o.before },
    gaps,
    gapsOpen: counts.unknown > 0 && counts.unknown === of.length,
    limited: o.limited,
    basis: basisOf(evidence, now),
    buttons: o.buttons,
  });
}

function verdictOf(of: readonly ClusterStanding[], { critical, warning, healthy, unknown }: StandingCounts): string {
  if (of.length === 0) return 'No cluster to see';
  const worst = of.filter(({ verdict }) => verdict.level === 'attention').map(({ cluster }) => cluster.name);
  const total = counted(of.length, 'cluster');
  const [only, another] = of;
  if (only && !another) return `${plain(only.cluster.name, 80)} ${alone[only.verdict.level]}`;
  if (critical > 0) {
    return `${critical} of ${total} ${critical === 1 ? 'is' : 'are'} critical: ${names(
      worst.map((it) => plain(it, 60)),
      2,
    )}`;
  }
  if (warning > 0) return `${warning} of ${total} ${warning === 1 ? 'needs' : 'need'} a look, none is critical`;
  if (healthy === of.length) return `All ${total} are healthy`;
  if (unknown === of.length) return `How the ${total} are is unknown`;
  return `Nothing wrong is known of ${total}, ${unknown} of them not fully read`;
}

const alone = {
  attention: 'is critical',
  warning: 'needs a look',
  good: 'is healthy',
  unknown: 'was not read in full; nothing wrong is known',
};

function countsOf(standings: readonly ClusterStanding[]): StandingCounts {
  const at = (level: Level) => standings.filter(({ verdict }) => verdict.level === level).length;
  return { critical: at('attention'), warning: at('warning'), healthy: at('good'), unknown: at('unknown') };
}

function levelOf({ critical, warning, healthy, unknown }: StandingCounts): Level {
  if (critical > 0) return 'attention';
  if (warning > 0) return 'warning';
  return healthy === 0 || unknown > healthy ? 'unknown' : 'good';
}

/** One line a subscription and environment, worst first as the clusters are. */
function groupsOf(standings: readonly ClusterStanding[]): StandingRow[] {
  const groups = Map.groupBy(standings, ({ subscription, cluster }) =>
    [subscription, ...(cluster.environment ? [cluster.environment] : [])].join(' · '),
  );
  return [...groups].map(([name, those]) => {
    const counts = countsOf(those);
    const parts = Object.entries(counts).flatMap(([level, count]) => (count > 0 ? [`${short(count)} ${level}`] : []));
    // The level of the line itself would say the same again.
    return { level: 'good', name: plain(name, 120), flag: parts.join(' · '), lines: [] };
  });
}

function rowOf(
  { cluster, subscription, verdict, version, nodes, pods, alerts, namespaces }: ClusterStanding,
  button?: Button,
): StandingRow {
  const system = pods?.value.system;
  const user = pods?.value.user;
  const firing = (alerts?.value ?? []).reduce((sum, { times = 1 }) => sum + times, 0);
  const total = nodes && nodes.value.ready + nodes.value.notReady.length;
  const power = version?.value.powerState.toLowerCase() === 'stopped' ? 'stopped' : undefined;
  return {
    level: verdict.level,
    name: plain(cluster.name, 80),
    ...(cluster.environment && { flag: plain(cluster.environment, 40) }),
    lines: [
      plain(verdict.sentence, 240),
      [
        ...(nodes ? [`${nodes.value.ready} of ${counted(total ?? 0, 'node')} ready`] : []),
        ...(user && system
          ? [`${counted(user.running, 'user pod')}, ${counted(system.running, 'system pod')} running`]
          : []),
        ...(firing > 0 ? [`${counted(firing, 'alert')} firing`] : []),
      ].join(' · '),
      [
        ...(version?.value.current ? [plain(version.value.current, 40)] : []),
        ...(power ? [power] : []),
        ...(version?.value.privateCluster ? ['private'] : []),
        plain(cluster.location, 60),
        plain(subscription, 80),
        ...(namespaces
          ? [
              `only ${names(
                namespaces.map((it) => plain(it, 60)),
                3,
              )}`,
            ]
          : []),
      ].join(' · '),
    ],
    button,
  };
}
