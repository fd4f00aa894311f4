import { detectorsCard } from '../../cards/detectors.ts';
import type { DetectorInsight, DetectorReport } from '../../model/detector.ts';
import type { DetectorRun } from '../../model/detector-run.ts';
import { prodWeu } from './clusters.ts';
import { gaps } from './gaps.ts';
import { hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const insight = (it: Partial<DetectorInsight>): DetectorInsight => ({
  ...{ status: 'success', message: 'Nothing was found.', details: [], solutions: [] },
  ...it,
});
const report = (name: string, category: string, it: Partial<DetectorInsight>): DetectorReport => ({
  ...{ id: name.toLowerCase().replaceAll(' ', '-'), name, category, description: `Looks for ${name}.` },
  ...{ kind: 'check', status: it.status ?? 'success', statusText: '', tables: [], members: [], unread: 0 },
  insights: [insight(it)],
});

const lost = report('Node Not Ready', 'Node Health', {
  status: 'critical',
  message: '1 of 7 nodes did not report to the control plane',
  details: [
    {
      name: 'Nodes',
      parts: [
        {
          kind: 'table',
          columns: ['Node', 'Since (UTC)', 'Message'],
          rows: [['aks-user-31022-vmss000001', '2026-11-25 02:50', 'Kubelet stopped posting node status.']],
        },
      ],
    },
  ],
  solutions: [
    { kind: 'heading', text: 'Restart or reimage the node' },
    { kind: 'text', text: 'Cordon the node and reimage its VM.' },
  ],
});
const kills = report('OOMKilled Pods', 'Known Issues, Availability and Performance', {
  status: 'warning',
  message: 'OOM Kills were found for 3 containers during the detection period',
  details: [
    {
      name: 'Summary',
      parts: [{ kind: 'text', text: 'The kernel ended containers that used all of the memory that they had.' }],
    },
    {
      name: 'Containers',
      parts: [
        {
          kind: 'table',
          columns: ['Namespace', 'Pod', 'Container', 'OOM Kills', 'Last (UTC)'],
          rows: ['x2k8q', '8c65f', 'zz9wq'].map((end, n) => [
            ...['payments', `payments-api-7c9d5b6f4-${end}`, 'api', `${7 - n}`, `2026-11-25 02:5${n}`],
          ]),
        },
      ],
    },
    {
      name: 'Additional Reading',
      parts: [
        {
          kind: 'item',
          text: 'Troubleshoot OOMKilled in AKS (learn.microsoft.com/troubleshoot/azure/azure-kubernetes)',
        },
      ],
    },
  ],
  solutions: [
    { kind: 'heading', text: 'Give the containers more memory' },
    { kind: 'text', text: 'Raise resources.limits.memory, or find what leaks.' },
  ],
});
const zones = report('Cluster Autoscaler and Multiple AZs', 'Best Practices', {
  status: 'info',
  message: '1 auto-scaling agent pool has more than one Availability Zone',
});
const passed = [
  ...['Node CPU Pressure', 'Node Memory Pressure', 'Node Disk Pressure', 'Node PID Pressure'].map((it) =>
    report(it, 'Node Health', {}),
  ),
  ...['Cluster DNS', 'SNAT Connection and Port Allocation', 'Cluster Subnet', 'User Defined Routing'].map((it) =>
    report(it, 'Connectivity Issues', {}),
  ),
  ...['Cluster Load Balancer', 'Kubernetes Version Check', 'Shared Route Table'].map((it) =>
    report(it, 'Best Practices', {}),
  ),
];

const run = (it: Partial<DetectorRun>): DetectorRun => ({
  ...{ cluster: prodWeu, window: { from: before(1440), to: now }, wish: { all: true }, at: now },
  ...{ reports: [], entries: [], gaps: [] },
  ...it,
});
const card = (it: Partial<DetectorRun>, category?: string) => {
  const made = run(it);
  return detectorsCard(made, {
    now,
    category,
    rows: made.reports.map(() => press('Show')),
    buttons: [press('Why payments-api-7c9d5b6f4-x2k8q'), press('Nodes'), press('Cluster health'), press('Look again')],
  });
};
const unmade = [...gaps.slice(0, 1)].map((gap) => ({
  ...gap,
  what: 'SNAT Connection and Port Allocation',
  service: 'AKS' as const,
  why: 'AKS did not answer within 15 s.',
  next: 'Ask again in a minute.',
}));

/** The detectors card's samples. */
export const detectorSamples: Sample[] = [
  { card: 'detectors', sample: 'usual', make: () => card({ reports: [lost, kills, zones, ...passed] }) },
  { card: 'detectors', sample: 'all passed', make: () => card({ reports: passed }) },
  {
    card: 'detectors',
    sample: 'a category',
    make: () => card({ reports: [lost, ...passed.slice(0, 4)] }, 'Node health'),
  },
  { card: 'detectors', sample: 'one check', make: () => card({ reports: [kills], wish: { check: 'oomkilled' } }) },
  { card: 'detectors', sample: 'partly made', make: () => card({ reports: passed, gaps: unmade }) },
  { card: 'detectors', sample: 'error', make: () => card({ gaps }) },
  { card: 'detectors', sample: 'empty', make: () => card({ wish: { check: 'oomkiled' } }) },
  { card: 'detectors', sample: 'worst case', make: () => card(worst('a check')) },
  {
    card: 'detectors',
    sample: 'very long',
    make: () => oneOf(worst('a-very-long-name-'.repeat(30))),
  },
  { card: 'detectors', sample: 'hostile text', make: () => card(worst(hostileText)) },
];

function oneOf({ reports = [], ...rest }: Partial<DetectorRun>) {
  return card({ ...rest, reports: reports.slice(0, 1), wish: { check: 'x' } });
}

function worst(name: string): Partial<DetectorRun> {
  const rows = Array.from({ length: 300 }, (_, n) => [name, `${n}`, name, name, name]);
  const bad: Partial<DetectorInsight> = {
    ...{ status: 'critical', message: name },
    details: [{ name, parts: [{ kind: 'table', columns: ['Node', name, name, name, name], rows }] }],
    solutions: [{ kind: 'code', text: `${name}\n${name}` }],
  };
  return {
    cluster: { ...prodWeu, name },
    reports: [
      ...Array.from({ length: 60 }, (_, n) => report(`${name} ${n}`, name, bad)),
      ...Array.from({ length: 200 }, (_, n) => report(`${name} ${n}`, `${name} ${n % 20}`, {})),
    ],
    gaps: Array.from({ length: 60 }, (_, n) => ({
      what: `${name} ${n}`,
      service: 'AKS' as const,
      why: `${name}${n}`,
      next: name,
    })),
  };
}
