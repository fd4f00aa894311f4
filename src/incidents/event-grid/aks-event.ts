import type { Alert, AlertSeverity } from '../../model/alert.ts';
import { oneLine } from '../reading/one-line.ts';
import { textOf } from '../reading/text-of.ts';
import type { GridEvent } from './grid-events.ts';
import { otherEvent } from './other-event.ts';

interface Told {
  severity: AlertSeverity;
  title(of: { cluster: string; pool: string; version: string }): string;
}

const told: Readonly<Record<string, Told>> = {
  NewKubernetesVersionAvailable: {
    severity: 'info',
    title: ({ cluster, version }) => `New Kubernetes version for ${cluster}${version && `: ${version}`}`,
  },
  ClusterSupportEnding: {
    severity: 'medium',
    title: ({ cluster, version }) => `Support of Kubernetes ${version} ends soon: ${cluster}`,
  },
  ClusterSupportEnded: {
    severity: 'high',
    title: ({ cluster, version }) => `Support of Kubernetes ${version} has ended: ${cluster}`,
  },
  NodePoolRollingStarted: {
    severity: 'info',
    title: ({ cluster, pool }) => `Node pool ${pool} of ${cluster} is being rolled`,
  },
  NodePoolRollingSucceeded: {
    severity: 'info',
    title: ({ cluster, pool }) => `Node pool ${pool} of ${cluster} was rolled`,
  },
  NodePoolRollingFailed: {
    severity: 'high',
    title: ({ cluster, pool }) => `Rolling node pool ${pool} of ${cluster} failed`,
  },
};

/** What AKS tells of a cluster: versions, the end of support, node pools that are rolled. Each is told once; none is resolved by another. */
export function aksEvent(event: GridEvent, now: Date): Alert {
  const plain = otherEvent(event, now);
  const { alertname = '' } = plain.labels;
  const words = Object.hasOwn(told, alertname) ? told[alertname] : undefined;
  const { kubernetesVersion, latestStableKubernetesVersion, latestSupportedKubernetesVersion, nodePoolName } =
    event.data;
  const cluster = plain.labels.cluster ?? textOf(event.subject);
  const pool = textOf(nodePoolName);
  const version =
    textOf(kubernetesVersion) ?? textOf(latestStableKubernetesVersion) ?? textOf(latestSupportedKubernetesVersion);
  const known = { cluster: cluster ?? 'a cluster', pool: pool ?? '', version: version ?? '' };
  return {
    ...plain,
    ...(words && { severity: words.severity, title: oneLine(words.title(known)) }),
    labels: {
      ...plain.labels,
      ...(cluster && { cluster }),
      ...(pool && { node_pool: pool }),
      ...(version && { version }),
      severity: words?.severity ?? 'info',
    },
  };
}
