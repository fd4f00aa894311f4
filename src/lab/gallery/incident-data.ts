import type { AlertOnCard } from '../../cards/incident.ts';
import type { Incident, Person, TimelineKind, TimelineLine } from '../../model/incident.ts';
import { before } from './sample.ts';

/** Who is on call in the samples; the ids are of nobody. */
export const ann: Person = { objectId: 'a1b20c34-5d6e-4f70-8192-a3b4c5d6e7f8', name: 'Ann Berg' };
/** Who else works in the samples. */
export const bob: Person = { objectId: 'b0bb1e55-2c3d-4e4f-9a5b-6c7d8e9f0a1b', name: 'Bob Castro' };

/** The incident that most samples are about. */
export const crashLoop: Incident = {
  number: 12,
  key: '"on-call":0:{}',
  title: 'KubePodCrashLooping in payments on prod-weu',
  severity: 'critical',
  status: 'open',
  labels: { alertname: 'KubePodCrashLooping', cluster: 'prod-weu', namespace: 'payments' },
  openedAt: before(2),
  escalationLevel: 0,
  receiver: 'on-call',
  conversation: 'on-call',
  alerts: { firing: 3, resolved: 0, muted: 0 },
};

/** What was found out about it. */
export const crashLoopDiagnosis = {
  at: before(1),
  sentence: 'payments-api needs more than its 256 MiB: killed 7 times in 6 h at its own limit',
  lines: [
    'lastState.terminated: reason OOMKilled, exitCode 137, container api',
    'memoryWorkingSetBytes 255 MiB of 256 MiB, 40 s before the kill',
    '→ Raise the memory limit of container api from 256 MiB to 384 MiB.',
    'Not read: events of the last hour (no answer within 10 s)',
  ],
  around: [
    'Changed 3 h ago: revision 5: image of container api: contoso.azurecr.io/payments-api:1.7 -> contoso.azurecr.io/payments-api:1.8',
    'Reaches every replica (3 of 3); called by checkout-api',
  ],
  code: 'oom-limit-too-low',
};

/** One of its alerts: the one of pod so many. */
export function podAlert(pod: number, more: Partial<AlertOnCard> = {}): AlertOnCard {
  const name = `payments-api-7c9f6d-${String.fromCharCode(97 + (pod % 26))}${pod}`;
  return {
    title: `Pod ${name} restarts again and again`,
    severity: 'critical',
    labels: { ...crashLoop.labels, workload: 'payments-api', pod: name, severity: 'critical' },
    status: 'firing',
    startsAt: before(3 + pod),
    muted: false,
    times: 1 + (pod % 4),
    source: 'azure-monitor',
    link: 'https://portal.azure.com/#view/Microsoft_Azure_Monitoring_Alerts/AlertDetails.ReactView/alertId/1a2b',
    ...more,
  };
}

/** A line of a story, so many minutes ago. */
export function told(minutes: number, kind: TimelineKind, text: string, actor?: Person): TimelineLine {
  return { at: before(minutes), kind, text, ...(actor && { actor }) };
}
