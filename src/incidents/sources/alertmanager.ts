import { z } from 'zod';
import { type Alert, type AlertSeverity, alertSeverities } from '../../model/alert.ts';
import { MalformedBody } from '../malformed-body.ts';
import { dateOf } from '../reading/date-of.ts';
import { fingerprint } from '../reading/fingerprint.ts';
import { httpsLink } from '../reading/https-link.ts';
import { identityOf } from '../reading/identity-of.ts';
import { kubeLabels } from '../reading/kube-labels.ts';
import { oneLine } from '../reading/one-line.ts';
import { recordOf } from '../reading/record-of.ts';
import { severityOf } from '../reading/severity-of.ts';
import { textsOf } from '../reading/texts-of.ts';
import { defineSource } from '../source.ts';

const config = z.strictObject({
  severities: z
    .record(z.string(), z.enum(alertSeverities))
    .default({})
    .describe('What your own words in the label "severity" mean: { page: critical }.'),
});

/**
 * Webhooks of Prometheus' Alertmanager, version 4 (and 3, which had no fingerprints), and of what speaks like it.
 * Labels stay exactly as they came, with workload, image and the like added when they come under another name.
 */
export const alertmanager = defineSource<z.infer<typeof config>>({
  name: 'alertmanager',
  title: 'Alertmanager',
  config,
  accepted: 202,
  parse(body, { now, config: { severities } }) {
    const webhook = recordOf(body);
    if (!webhook) throw new MalformedBody('the body is no object: an Alertmanager webhook has "alerts"');
    if (!Array.isArray(webhook.alerts)) throw new MalformedBody('alerts: must be a list of alerts');
    const envelope: Envelope = {
      resolved: webhook.status === 'resolved',
      externalUrl: webhook.externalURL,
      truncated: typeof webhook.truncatedAlerts === 'number' ? webhook.truncatedAlerts : 0,
      severities,
      now,
    };
    return webhook.alerts.map((alert: unknown, index) => alertOf(alert, index, envelope));
  },
  example: {
    receiver: 'watchkeeper',
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        labels: {
          alertname: 'KubePodCrashLooping',
          cluster: 'prod-weu',
          container: 'api',
          deployment: 'payments-api',
          namespace: 'payments',
          pod: 'payments-api-7c9d5b6f4-x2k8q',
          severity: 'warning',
        },
        annotations: {
          description:
            'Pod payments/payments-api-7c9d5b6f4-x2k8q (api) is in waiting state (reason: CrashLoopBackOff).',
          runbook_url: 'https://runbooks.example.com/KubePodCrashLooping',
          summary: 'Pod payments-api-7c9d5b6f4-x2k8q is crash looping.',
        },
        startsAt: '2026-11-29T08:12:30.517Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'https://prometheus.example.com/graph?g0.expr=kube_pod_container_status_waiting_reason&g0.tab=1',
        fingerprint: '5e0a6c0f4cf1d1a9',
      },
    ],
    groupLabels: { alertname: 'KubePodCrashLooping', namespace: 'payments' },
    commonLabels: { alertname: 'KubePodCrashLooping', cluster: 'prod-weu', namespace: 'payments', severity: 'warning' },
    commonAnnotations: {},
    externalURL: 'https://alertmanager.example.com',
    version: '4',
    groupKey: '{}:{alertname="KubePodCrashLooping", namespace="payments"}',
    truncatedAlerts: 0,
  },
});

interface Envelope {
  resolved: boolean;
  externalUrl: unknown;
  truncated: number;
  severities: Readonly<Record<string, AlertSeverity>>;
  now: Date;
}

function alertOf(raw: unknown, index: number, o: Envelope): Alert {
  const it = recordOf(raw);
  if (!it || !recordOf(it.labels)) throw new MalformedBody(`alerts.${index}: must be an object with labels`);
  const sent = textsOf(it.labels);
  // The sender's own come last, and count. One list makes one object: this is done for thousands of alerts a second.
  const labels = Object.fromEntries([...Object.entries(kubeLabels(sent)), ...sent]);
  const annotations = Object.fromEntries(textsOf(it.annotations));
  const resolved = it.status === undefined ? o.resolved : it.status === 'resolved';
  const { alertname = 'An alert without a name', severity } = labels;
  const link = httpsLink(it.generatorURL, o.externalUrl);
  return {
    source: 'alertmanager',
    identity: identityOf(
      typeof it.fingerprint === 'string' && it.fingerprint ? it.fingerprint : fingerprint(Object.fromEntries(sent)),
    ),
    status: resolved ? 'resolved' : 'firing',
    severity: meant(severity, o.severities) ?? 'medium',
    title:
      oneLine(annotations.summary ?? annotations.title ?? annotations.message ?? alertname) ||
      'An alert without a name',
    labels,
    // More stood behind it than Alertmanager was told to send (max_alerts).
    annotations: o.truncated > 0 ? { ...annotations, truncated_alerts: String(o.truncated) } : annotations,
    startsAt: dateOf(it.startsAt) ?? o.now,
    ...(resolved && { endsAt: dateOf(it.endsAt) ?? o.now }),
    ...(link && { link }),
    raw,
  };
}

function meant(word: string | undefined, severities: Envelope['severities']): AlertSeverity | undefined {
  if (word === undefined) return undefined;
  return Object.hasOwn(severities, word) ? severities[word] : severityOf(word);
}
