import { clustersCard } from '../../cards/clusters.ts';
import { containersCard } from '../../cards/containers.ts';
import { controllersCard } from '../../cards/controllers.ts';
import { nodesCard } from '../../cards/nodes.ts';
import { podsCard } from '../../cards/pods.ts';
import type { ViewOnCard } from '../../cards/view-list.ts';
import type { Card } from '../../model/card.ts';
import type { ClusterStanding } from '../../model/cluster-standing.ts';
import type { Gap } from '../../model/gap.ts';
import type { Subject } from '../../model/subject.ts';
import { paymentsApi, prodWeu } from './clusters.ts';
import { gaps } from './gaps.ts';
import { hostileText } from './hostile.ts';
import { now, press, type Sample } from './sample.ts';
import { cluster, container, node, pod, told, workload } from './view-data.ts';

const long = 'a-very-long-name-that-somebody-chose-'.repeat(12);
const whole: Subject = { cluster: prodWeu, kind: 'Cluster', namespace: '', name: 'prod-weu' };
const healthy = { level: 'good' as const, reasons: [] };

const critical = (text: string) =>
  cluster(text, 'production', {
    verdict: {
      level: 'attention',
      sentence: `1 node not ready, 3 pods failing, ${text} is OOM-killed again and again (21 times, last 2 min ago).`,
    },
    nodes: told({ ready: 5, notReady: ['n'], cordoned: [], pressure: [] }, 'Log Analytics', 2),
    alerts: told(
      [{ title: 'a', severity: 'Sev1', since: now, service: 'Azure Monitor', times: 3 }],
      'Resource Graph',
      0,
    ),
  });
const some = (text: string): ClusterStanding[] => [
  critical(text),
  cluster(`${text}-2`, 'staging', { verdict: { level: 'warning', sentence: '2 pods pending.' } }),
  cluster('dev-weu', 'dev', {
    verdict: { level: 'unknown', sentence: 'Health unknown: neither nodes nor pods could be read.' },
  }),
  cluster('prod-neu', 'production'),
];
const clusters = (of: ClusterStanding[], o: { gaps?: Gap[]; filter?: string; limited?: boolean } = {}) =>
  clustersCard({
    ...{ standings: of, of, before: 0, filter: o.filter ?? '', limited: o.limited ?? false, now, gaps: o.gaps ?? [] },
    evidence: of.length > 0 ? [told(1, 'Resource Graph', 0), told(1, 'Log Analytics', 2)] : [],
    shown: of.slice(0, 6).map((standing) => ({ standing, button: press(standing.cluster.name) })),
    buttons: [press('Next 6 clusters'), press('Health of prod-weu'), press('Look again')],
  });
const many = Array.from({ length: 400 }, (_, n) =>
  n < 9 ? critical(`${long}${n}`) : cluster(`prod-${n}`, `env-${n % 9}`),
);

/** A page of a view of these rows. */
function view<Row>(rows: Row[], more: Partial<ViewOnCard<Row>> = {}): ViewOnCard<Row> {
  return {
    ...{ subject: whole, isRead: true, rows, of: rows, before: 0, filter: '', limited: false, now, gaps: [] },
    evidence: [told(1, 'Kubernetes API', 0), told(1, 'Log Analytics', 2)],
    shown: rows.slice(0, 6).map((row) => ({ row, button: press('Show') })),
    buttons: [press('Next 6'), press('Pods'), press('Why'), press('Look again')],
    ...more,
  };
}
const nodes = (text: string) => [
  node('vmss000003', { level: 'attention', reasons: ['not ready'], states: ['NotReady', 'cordoned'], use: {} }),
  node(text),
  node('vmss000000', { ...healthy, states: ['Ready'] }),
];
const pods = (text: string) => [
  pod(text),
  pod('cart', { level: 'attention', reasons: ['pending'], phase: 'Pending', ready: 0, restarts: 0, use: {} }),
  pod('coredns', { ...healthy, namespace: 'kube-system', restarts: 0 }),
];
const containers = (text: string) => [
  container(text),
  container('cart', { state: 'waiting: CrashLoopBackOff', reasons: ['CrashLoopBackOff'], use: {} }),
  container('migrate', {
    ...healthy,
    isInit: true,
    state: 'ended: Completed',
    restarts: 0,
    last: { reason: 'Completed', exitCode: 0, at: now },
  }),
];
const workloads = (text: string) => [
  workload(text),
  workload('wiki', {
    level: 'warning',
    reasons: ['scaled to zero'],
    desired: 0,
    ready: 0,
    pods: [],
    restarts: 0,
    ooms: 0,
    use: {},
  }),
  workload('node-agent', {
    ...healthy,
    namespace: 'kube-system',
    owner: { kind: 'DaemonSet', name: 'node-agent' },
    ready: 3,
  }),
];
const names = Array.from({ length: 60 }, (_, n) => `${long}${n}`);
const sample = (name: string, make: () => Card): Sample => ({ card: 'standing-list', sample: name, make });
const unread = { evidence: [], gaps, isRead: false };

/** The samples of the monitoring views' cards. */
export const viewSamples: Sample[] = [
  sample('clusters', () => clusters(some('prod-weu'), { gaps })),
  sample('clusters, all well', () => clusters([cluster('prod-weu', 'production'), cluster('prod-neu', 'production')])),
  sample('clusters, of a part', () =>
    clusters([cluster('prod-weu', 'production', { namespaces: ['payments', 'shop'] })], {
      limited: true,
      filter: 'in prod',
    }),
  ),
  sample('clusters, none', () => clusters([], { gaps })),
  sample('clusters, worst case', () => clusters(many, { gaps })),
  sample('nodes', () => nodesCard(view(nodes('vmss000001')))),
  sample('nodes, nothing read', () => nodesCard(view([], unread))),
  sample('controllers', () => controllersCard(view(workloads('payments-api'), { limited: true }))),
  sample('containers', () => containersCard(view(containers('payments-api'), { subject: paymentsApi, gaps }))),
  sample('containers, worst case', () => containersCard(view(names.map((it) => container(it))))),
  sample('pods', () => podsCard(view(pods('payments-api'), { filter: 'troubled', order: 'most memory first' }))),
  sample('pods, none', () => podsCard(view([]))),
  sample('pods, worst case', () => podsCard(view(names.map((it) => pod(it))))),
  sample('hostile text', () => clusters(some(hostileText), { filter: hostileText })),
  sample('hostile nodes', () => nodesCard(view(nodes(hostileText)))),
  sample('hostile pods', () => podsCard(view(pods(hostileText)))),
  sample('hostile containers', () => containersCard(view(containers(hostileText)))),
  sample('hostile controllers', () => controllersCard(view(workloads(hostileText)))),
];
