import type { Diagnosis } from '../../model/diagnosis.ts';
import type { Finding } from '../../model/finding.ts';
import type { Origin } from '../../model/origin.ts';
import { paymentsApi } from './clusters.ts';
import { curve } from './curve.ts';
import { before, now } from './sample.ts';

const pods: Origin = { service: 'Kubernetes API', detail: 'pods in payments' };
const perf: Origin = {
  service: 'Log Analytics',
  detail: 'Perf',
  query:
    "Perf | where ObjectName == 'K8SContainer' and CounterName == 'memoryWorkingSetBytes' | summarize max(CounterValue) by bin(TimeGenerated, 5m)",
  workspace: paymentsApi.cluster.workspace?.resourceId ?? '',
};
const events: Origin = { service: 'Log Analytics', detail: 'KubeEvents' };

/** A memory limit that is too low: the finding that most diagnoses of a demo end in. */
export const lowLimit: Finding = {
  code: 'oom-limit-too-low',
  confidence: 0.96,
  sentence: 'payments-api needs more than its 256 MiB: killed 7 times in 6 h at its own limit',
  quotes: [
    { text: 'lastState.terminated: reason OOMKilled, exitCode 137, container api', source: pods, at: before(4) },
    { text: 'memoryWorkingSetBytes 255 MiB of 256 MiB, 40 s before the kill', source: perf, at: before(5) },
    {
      text: 'Memory cgroup out of memory: Killed process 3812 (node) total-vm:1204312kB, anon-rss:259120kB',
      source: events,
      at: before(4),
    },
  ],
  suggestions: [
    { text: 'Raise the memory limit of container api from 256 MiB to 384 MiB.' },
    { text: 'If use still grows after that, look for a leak: it rose by 40 MiB an hour.' },
  ],
  scope: {
    kind: 'every replica',
    pods: ['payments-api-7c9f-a', 'payments-api-7c9f-b', 'payments-api-7c9f-c'],
    of: 3,
    nodes: ['aks-user-000001', 'aks-user-000002'],
  },
  derivation: [
    'Highest working set in 24 h: 255 MiB (cut off by the limit, so the need is higher).',
    'Peak × 1.5, because a peak at the limit hides the real one: 383 MiB.',
    'Rounded up to the next 64 MiB: 384 MiB.',
    'For comparison: KRR says 294 MiB (peak × 1.15), the VPA formula 293 MiB.',
  ],
  series: {
    title: 'Memory of container api, highest of 3 pods',
    unit: 'MiB',
    lines: [{ legend: 'working set', points: curve(360, 73, (x) => Math.min(255, 150 + 110 * ((x * 3.5) % 1))) }],
    threshold: { legend: 'limit', value: 256 },
  },
};

/** A diagnosis with this finding first. */
export function diagnosisOf(findings: Finding[], more: Partial<Diagnosis> = {}): Diagnosis {
  return {
    subject: paymentsApi,
    symptom: 'OOMKilled',
    window: { from: before(1440), to: now },
    findings,
    evidence: new Map([
      ['containerRestarts', { value: [], source: pods, at: now }],
      ['memoryUsage', { value: [], source: perf, at: before(2) }],
      ['kubernetesEvents', { value: [], source: events, at: before(3) }],
    ]),
    gaps: [],
    ...more,
  };
}
