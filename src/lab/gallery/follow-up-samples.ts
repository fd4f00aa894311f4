import { eventListCard } from '../../cards/event-list.ts';
import { manifestCard } from '../../cards/manifest.ts';
import { podLogCard } from '../../cards/pod-log.ts';
import type { EventGroup } from '../../model/event-list.ts';
import type { PodLog } from '../../model/pod-log.ts';
import { diagnosisOf } from './diagnosis-data.ts';
import { gaps } from './gaps.ts';
import { hostile, hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const { subject } = diagnosisOf([]);
const buttons = [press('More lines'), press('Why'), press('Events')];
const source = { service: 'Kubernetes API' as const, detail: 'log of api' };
const written = (count: number, text: string) => ({
  value: Array.from({ length: count }, (_, i) => `2026-11-25T03:0${i % 4}:12.412Z INFO ${text} took ${i * 7} ms`),
  source,
  at: now,
});
const crashed = 'java.lang.OutOfMemoryError: Java heap space at com.contoso.payments.Ledger.post(Ledger.java:214)';
const log: PodLog = {
  subject,
  chosen: {
    pod: 'payments-api-8sxjj9dc6-8c65f',
    container: 'api',
    state: 'running for 4 min · 7 restarts · last run: OOMKilled (exit code 137)',
    isTroubled: true,
    hasPrevious: true,
  },
  others: [],
  current: written(9, 'GET /api/payments 200'),
  previous: { ...written(60, 'POST /api/payments/authorize 201'), value: [...written(60, 'query').value, crashed] },
  errors: [
    { text: crashed, level: 'error', count: 1, previous: true },
    { text: '2026-11-25T03:01:12Z ERROR pool: timed out after 30000 ms', level: 'error', count: 12, previous: false },
  ],
  gaps: [],
};
const group: EventGroup = {
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off restarting failed container api in pod payments-api-8sxjj9dc6-8c65f_payments(0f3c)',
  count: 37,
  objects: ['8c65f', 'q2w5z', 'x9k2m'].map((end) => ({
    kind: 'Pod',
    namespace: 'payments',
    name: `payments-api-8sxjj9dc6-${end}`,
  })),
  firstAt: before(48),
  lastAt: before(2),
};
const pulled: EventGroup = {
  ...group,
  type: 'Normal',
  reason: 'Pulled',
  message: 'Container image "contoso.azurecr.io/payments-api:1.8" already present on machine',
  count: 3,
  lastAt: before(3),
};
const evidence = [{ value: [], source: { service: 'Kubernetes API' as const, detail: 'events in payments' }, at: now }];
const list = { subject, groups: [group, pulled], evidence, gaps: [] };
const shown = { now, hours: 24, buttons: [press('Why'), press('Logs')] };
const kept = {
  origin: {
    ...{ service: 'Log Analytics' as const, detail: 'ContainerLogV2', workspace: '/subscriptions/s/workspaces/w' },
    query: 'ContainerLogV2\n| where TimeGenerated >= datetime(2026-11-24T21:04:00.000Z)\n| order by TimeGenerated desc',
  },
  window: { from: before(360), to: now },
};
const yaml = (name: string, lines: number) => ({
  object: { kind: 'Deployment', namespace: 'payments', name },
  cluster: 'prod-weu',
  lines: {
    value: ['apiVersion: apps/v1', 'kind: Deployment', 'metadata:', `  name: ${name}`].concat(
      Array.from({ length: lines }, (_, i) => `${'  '.repeat(i % 6)}- name: VARIABLE_${i}`),
    ),
    source: { service: 'Kubernetes API' as const, detail: 'deployments in payments' },
    at: now,
  },
  leftOut: ['managed fields'],
});
const page = { from: 1, lines: 100, now, buttons: [press('Next lines'), press('Spec only'), press('Why')] };

/** The samples of the cards that follow a diagnosis: logs, events, YAML. */
export const followUpSamples: Sample[] = [
  { card: 'pod-log', sample: 'usual', make: () => podLogCard(log, { now, lines: 20, buttons, kept }) },
  {
    card: 'pod-log',
    sample: 'without errors',
    make: () => {
      const { previous: _, ...rest } = log;
      const chosen = { ...log.chosen, state: 'running for 12 days', isTroubled: false };
      return podLogCard({ ...rest, chosen, errors: [] }, { now, lines: 20, buttons });
    },
  },
  {
    card: 'pod-log',
    sample: 'worst case',
    make: () => {
      const value = Array.from({ length: 400 }, (_, i) => `${i} ${'a very long line that goes on and on '.repeat(40)}`);
      const errors = value.map((text) => ({ text, level: 'error' as const, count: 3, previous: false }));
      const read = { ...written(0, ''), value };
      return podLogCard({ ...log, current: read, previous: read, errors, gaps }, { now, lines: 120, buttons });
    },
  },
  {
    card: 'pod-log',
    sample: 'error',
    make: () => {
      const { current: _current, previous: _previous, ...rest } = log;
      return podLogCard({ ...rest, errors: [], gaps }, { now, lines: 20, buttons });
    },
  },
  {
    card: 'pod-log',
    sample: 'hostile text',
    make: () => {
      const read = { ...written(0, ''), value: Object.values(hostile) };
      const errors = [{ text: hostileText, level: 'warning' as const, count: 2, previous: true }];
      const chosen = { ...log.chosen, pod: hostileText, container: hostileText, state: hostileText };
      return podLogCard({ ...log, chosen, current: read, previous: read, errors }, { now, lines: 20, buttons });
    },
  },
  { card: 'event-list', sample: 'usual', make: () => eventListCard(list, shown) },
  { card: 'event-list', sample: 'empty', make: () => eventListCard({ ...list, groups: [] }, shown) },
  {
    card: 'event-list',
    sample: 'error',
    make: () => eventListCard({ ...list, groups: [], evidence: [], gaps }, shown),
  },
  {
    card: 'event-list',
    sample: 'worst case',
    make: () => {
      const groups = Array.from({ length: 60 }, () => ({ ...group, message: 'no node fits because '.repeat(60) }));
      return eventListCard({ ...list, groups, gaps }, shown);
    },
  },
  {
    card: 'event-list',
    sample: 'hostile text',
    make: () => {
      const objects = [{ kind: hostileText, namespace: hostileText, name: hostileText }];
      return eventListCard(
        { ...list, groups: [{ ...group, reason: hostileText, message: hostileText, objects }] },
        shown,
      );
    },
  },
  { card: 'manifest', sample: 'usual', make: () => manifestCard(yaml('payments-api', 40), page) },
  {
    card: 'manifest',
    sample: 'worst case',
    make: () => manifestCard(yaml('payments-api', 4000), { ...page, from: 101 }),
  },
  {
    card: 'manifest',
    sample: 'hostile text',
    make: () => {
      const it = yaml(hostileText, 3);
      return manifestCard({ ...it, lines: { ...it.lines, value: Object.values(hostile) } }, page);
    },
  },
];
