import { clusterHealthCard } from '../../cards/cluster-health.ts';
import type { ClusterHealth } from '../../model/cluster-health.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { ServiceName } from '../../model/origin.ts';
import { prodWeu } from './clusters.ts';
import { curve } from './curve.ts';
import { gaps } from './gaps.ts';
import { hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const from = <T>(value: T, service: ServiceName, minutes: number): Evidence<T> => ({
  value,
  source: { service, detail: 'sample' },
  at: before(minutes),
});
const percent = (title: string, base: number, swing: number) => ({
  title,
  unit: '%' as const,
  lines: [{ legend: title, points: curve(360, 73, (x) => base + swing * Math.sin(x * 9) ** 2) }],
});
const steps = (title: string, a: number, b: number) => ({
  title,
  unit: 'count' as const,
  lines: [{ legend: title, points: curve(360, 25, (x) => (x < 0.6 ? a : b)) }],
});

const usual: ClusterHealth = {
  cluster: prodWeu,
  verdict: { level: 'attention', sentence: '1 of 6 nodes is not ready, and 3 user pods are failing' },
  version: from(
    {
      current: '1.33.4',
      newest: '1.34.1',
      provisioningState: 'Succeeded',
      powerState: 'Running',
      privateCluster: false,
    },
    'AKS',
    0,
  ),
  nodes: from(
    {
      ready: 5,
      notReady: ['aks-user-31022-vmss000003'],
      cordoned: [],
      pressure: [{ node: 'aks-user-31022-vmss000001', condition: 'MemoryPressure' }],
    },
    'Kubernetes API',
    0,
  ),
  pods: from(
    {
      user: { running: 48, pending: 1, failing: 3, succeeded: 4, unknown: 0 },
      system: { running: 31, pending: 0, failing: 0, succeeded: 0, unknown: 0 },
    },
    'Kubernetes API',
    0,
  ),
  restarts: from(
    [
      {
        namespace: 'payments',
        workload: 'payments-api',
        container: 'api',
        restarts: 7,
        lastReason: 'OOMKilled',
        lastAt: before(4),
      },
      {
        namespace: 'shop',
        workload: 'cart',
        container: 'cart',
        restarts: 2,
        lastReason: 'Error, exit code 1',
        lastAt: before(95),
      },
    ],
    'Log Analytics',
    2,
  ),
  utilisation: from(
    { cpu: { now: 43, series: percent('CPU', 35, 22) }, memory: { now: 81.4, series: percent('Memory', 70, 14) } },
    'Log Analytics',
    3,
  ),
  scaling: from(
    {
      nodeCount: steps('nodes', 5, 6),
      podCount: steps('pods', 74, 83),
      events: [{ at: before(140), text: 'Cluster autoscaler: pool user from 4 to 5 nodes' }],
    },
    'Log Analytics',
    3,
  ),
  alerts: from(
    [
      { title: 'Container payments-api restarts often', severity: 'Sev1', since: before(31), service: 'Azure Monitor' },
      {
        title: 'Suspicious process in a container',
        severity: 'Medium',
        since: before(3000),
        service: 'Defender for Cloud',
      },
    ],
    'Resource Graph',
    1,
  ),
  gaps: [],
};
const healthy: ClusterHealth = {
  ...usual,
  verdict: { level: 'good', sentence: 'prod-weu is well: 6 nodes ready, 79 pods running, no alerts' },
  version: from(
    { current: '1.34.1', provisioningState: 'Succeeded', powerState: 'Running', privateCluster: true },
    'AKS',
    0,
  ),
  nodes: from({ ready: 6, notReady: [], cordoned: [], pressure: [] }, 'Kubernetes API', 0),
  pods: from(
    {
      user: { running: 48, pending: 0, failing: 0, succeeded: 0, unknown: 0 },
      system: { running: 31, pending: 0, failing: 0, succeeded: 0, unknown: 0 },
    },
    'Kubernetes API',
    0,
  ),
  restarts: from([], 'Log Analytics', 2),
  alerts: from([], 'Resource Graph', 1),
};
const unread: ClusterHealth = {
  cluster: prodWeu,
  verdict: { level: 'unknown', sentence: 'How prod-weu is cannot be said: nothing could be read' },
  gaps: [
    ...gaps,
    {
      what: 'firing alerts',
      service: 'Resource Graph',
      why: 'throttled (429), 3 tries.',
      next: 'Ask again in a minute.',
    },
  ],
};
const card = (health: ClusterHealth) =>
  clusterHealthCard(health, { now, buttons: [press('Why payments-api'), press('Ask again')] });

/** The cluster health card's samples. */
export const clusterHealthSamples: Sample[] = [
  { card: 'cluster-health', sample: 'usual', make: () => card(usual) },
  { card: 'cluster-health', sample: 'healthy', make: () => card(healthy) },
  {
    card: 'cluster-health',
    sample: 'partly read',
    make: () =>
      card({
        cluster: usual.cluster,
        verdict: { level: 'warning', sentence: '6 nodes ready; pods and utilisation could not be read' },
        gaps,
        ...(usual.version ? { version: usual.version } : {}),
        ...(healthy.nodes ? { nodes: healthy.nodes } : {}),
        ...(healthy.alerts ? { alerts: healthy.alerts } : {}),
      }),
  },
  { card: 'cluster-health', sample: 'error', make: () => card(unread) },
  { card: 'cluster-health', sample: 'worst case', make: () => card(worst('workload')) },
  {
    card: 'cluster-health',
    sample: 'very long',
    make: () => card(worst('a-very-long-name-that-somebody-chose-'.repeat(12))),
  },
  { card: 'cluster-health', sample: 'hostile text', make: () => card(worst(hostileText)) },
];

function worst(name: string): ClusterHealth {
  const many = Array.from({ length: 60 }, (_, i) => `${name} ${i}`);
  return {
    ...usual,
    cluster: { ...prodWeu, name, location: name, environment: name, resourceGroup: name },
    verdict: { level: 'attention', sentence: `60 of 120 nodes are not ready in ${name}` },
    version: from(
      { current: name, newest: name, provisioningState: name, powerState: name, privateCluster: true },
      'AKS',
      0,
    ),
    nodes: from(
      {
        ready: 60,
        notReady: many,
        cordoned: many,
        pressure: many.map((node) => ({ node, condition: 'DiskPressure' })),
      },
      'Kubernetes API',
      0,
    ),
    pods: from(
      {
        user: { running: 12480, pending: 120, failing: 3011, succeeded: 40, unknown: 7 },
        system: { running: 3100, pending: 4, failing: 12, succeeded: 9, unknown: 1 },
      },
      'Kubernetes API',
      0,
    ),
    restarts: from(
      many.map((it, i) => ({
        namespace: it,
        workload: it,
        container: `c-${it}`,
        restarts: 600 - i,
        lastReason: it,
        lastAt: before(i),
      })),
      'Log Analytics',
      2,
    ),
    scaling: from(
      {
        nodeCount: steps('nodes', 50, 120),
        podCount: steps('pods', 4000, 15000),
        events: many.map((text, i) => ({ at: before(i), text })),
      },
      'Log Analytics',
      3,
    ),
    alerts: from(
      many.map((title, i) => ({
        title,
        severity: i % 2 ? 'High' : 'Sev3',
        since: before(i),
        service: 'Azure Monitor' as const,
      })),
      'Resource Graph',
      1,
    ),
    gaps: many.map((what) => ({ what, service: 'Log Analytics' as const, why: what, next: what })),
  };
}
