import type { Button, Card } from '../model/card.ts';
import type { ClusterHealth } from '../model/cluster-health.ts';
import type { Series } from '../model/finding.ts';
import { actionsOf } from './actions.ts';
import { basisOf } from './basis.ts';
import { scaleLines } from './cluster-scale.ts';
import { nodeRows, podTables } from './cluster-states.ts';
import { useNumbers } from './cluster-use.ts';
import { versionLine } from './cluster-version.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { resourceLink } from './portal-link.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { seriesChart } from './series-chart.ts';
import { severityColor } from './severity-color.ts';
import { some } from './some.ts';
import { verdictStyle } from './verdict-style.ts';
import { ago, clockTime } from './when.ts';

/** The answer to "cluster health": the verdict, alerts, pods and nodes by state, utilisation, restarts, version. */
export function clusterHealthCard(health: ClusterHealth, o: { now: Date; buttons: Button[] }): Card {
  return fitted(5, (most) => render('cluster-health', viewOf(health, o, most), health.verdict.sentence));
}

function viewOf(health: ClusterHealth, { now, buttons }: { now: Date; buttons: Button[] }, most: number) {
  const { cluster, version, nodes, pods, restarts, utilisation, scaling, alerts } = health;
  const facts = [version, nodes, pods, restarts, utilisation, scaling, alerts];
  const firing = some(alerts?.value ?? [], most, (n) => `${counted(n, 'more alert')} firing`);
  const restarted = some(restarts?.value ?? [], most, (n) => `${counted(n, 'more container')} restarted`);
  const scalingEvents = some(scaling?.value.events ?? [], Math.min(most, 4));
  return {
    style: verdictStyle(health.verdict.level),
    verdict: plain(health.verdict.sentence, 300),
    place: [cluster.name, cluster.environment, cluster.location, cluster.resourceGroup]
      .flatMap((it) => (it ? [plain(it, 80)] : []))
      .join(' · '),
    alerts: firing.shown.map(({ title, severity, since, service }) => ({
      severity: plain(severity, 20),
      color: severityColor(severity),
      title: plain(title, 160),
      detail: `${service} · since ${clockTime(since, now)} UTC (${ago(since, now)})`,
    })),
    moreAlerts: firing.more,
    hasAlerts: alerts !== undefined,
    noAlerts: firing.shown.length === 0,
    noAlertsText: alerts?.gap === undefined ? 'None.' : 'None among those that could be read.',
    hasPods: pods !== undefined,
    pods: pods === undefined ? [] : podTables(pods.value),
    nodes: nodes === undefined ? [] : nodeRows(nodes.value),
    hasNodes: nodes !== undefined,
    hasUse: utilisation !== undefined,
    use: utilisation === undefined ? [] : useNumbers(utilisation.value),
    charts: most > 0 ? seriesChart(utilisation && bothLines(utilisation.value), now) : [],
    hasScaling: scaling !== undefined,
    scaling: [
      ...(scaling ? scaleLines(scaling.value, now) : []),
      ...scalingEvents.shown.map(({ at, text }) => ({ text: `${clockTime(at, now)} ${plain(text, 160)}` })),
    ],
    moreScaling: scalingEvents.more,
    restarts: restarted.shown.map(({ namespace, workload, container, restarts: count, lastReason, lastAt }) => ({
      count: `${count}×`,
      what: workload === container ? plain(workload, 80) : `${plain(workload, 80)} (${plain(container, 60)})`,
      detail: [
        plain(namespace, 80),
        ...(lastReason ? [plain(lastReason, 60)] : []),
        ...(lastAt ? [`last ${ago(lastAt, now)}`] : []),
      ].join(' · '),
    })),
    moreRestarts: restarted.more,
    hasRestarts: restarts !== undefined,
    noRestarts: restarted.shown.length === 0,
    versions: version === undefined ? [] : [versionLine(version.value)],
    unread: unreadParts(health),
    ...gapLines([...health.gaps, ...facts.map((fact) => fact?.gap)], health.verdict.level === 'unknown', most + 3),
    basis: basisOf(facts, now),
    ...actionsOf([...buttons, { title: 'Open the cluster', url: resourceLink(cluster.id) }]),
  };
}

/** The parts of the answer that have no section, in one line; not said twice when each has its gap. */
function unreadParts({ alerts, pods, nodes, utilisation, restarts, version, gaps }: ClusterHealth): { text: string }[] {
  const parts = { alerts, pods, nodes, 'CPU and memory': utilisation, restarts, version };
  const missing = Object.entries(parts).flatMap(([part, fact]) => (fact === undefined ? [part] : []));
  return missing.length <= gaps.length ? [] : [{ text: missing.join(', ') }];
}

/** CPU and memory share the percent axis, so one chart tells both. */
function bothLines({ cpu, memory }: { cpu: { series: Series }; memory: { series: Series } }): Series {
  return {
    title: 'CPU and memory',
    unit: '%',
    lines: [...cpu.series.lines.slice(0, 1), ...memory.series.lines.slice(0, 1)],
  };
}
