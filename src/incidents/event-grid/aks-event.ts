import type { Alert, AlertSeverity } from '../../model/alert.ts';
import { type PlatformEvent, platformLabel } from '../platform/platform-events.ts';
import { identityOf } from '../reading/identity-of.ts';
import { oneLine } from '../reading/one-line.ts';
import { textOf } from '../reading/text-of.ts';
import type { GridEvent } from './grid-events.ts';
import { otherEvent } from './other-event.ts';

interface Named {
  cluster: string;
  pool: string;
  version: string;
}

interface Told {
  kind: PlatformEvent;
  severity: AlertSeverity;
  title(of: Named): string;
}

const told: Readonly<Record<string, Told>> = {
  NewKubernetesVersionAvailable: {
    kind: 'new_version',
    severity: 'info',
    title: ({ cluster, version }) => `New Kubernetes version for ${cluster}${version && `: ${version}`}`,
  },
  ClusterSupportEnding: {
    kind: 'support_ending',
    severity: 'medium',
    title: ({ cluster, version }) => `Support of Kubernetes ${version} ends soon: ${cluster}`,
  },
  ClusterSupportEnded: {
    kind: 'support_ended',
    severity: 'high',
    title: ({ cluster, version }) => `Support of Kubernetes ${version} has ended: ${cluster}`,
  },
  NodePoolRollingStarted: {
    kind: 'upgrade_started',
    severity: 'info',
    title: ({ cluster, pool }) => `Node pool ${pool} of ${cluster} is being rolled`,
  },
  NodePoolRollingSucceeded: {
    kind: 'upgrade_finished',
    severity: 'info',
    title: ({ cluster, pool }) => `Node pool ${pool} of ${cluster} was rolled`,
  },
  NodePoolRollingFailed: {
    kind: 'upgrade_failed',
    severity: 'high',
    title: ({ cluster, pool }) => `Rolling node pool ${pool} of ${cluster} failed`,
  },
};

/**
 * What AKS tells of a cluster: versions, the end of support, node pools that are rolled. The rolling of a pool begins, and
 * is over when it succeeded or failed. All else is told once for a version, and nothing resolves it.
 */
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
  const { kind: _, ...lasting } = plain.labels;
  const labels = {
    ...(words ? { ...lasting, [platformLabel]: words.kind } : plain.labels),
    ...(cluster && { cluster }),
    ...(pool && { node_pool: pool }),
    ...(version && { version }),
    severity: words?.severity ?? 'info',
  };
  if (!words) return { ...plain, labels };
  const { kind, severity, title } = words;
  const isOver = kind === 'upgrade_finished' || kind === 'upgrade_failed';
  return {
    ...{ ...plain, severity, title: oneLine(title(known)), labels },
    identity: identityOf(`${aboutOf(kind, known)}:${(event.source || known.cluster).toLowerCase()}`),
    ...(isOver && { status: 'resolved', endsAt: plain.startsAt }),
  };
}

/** What the event is about in its cluster, the same for all that tell of it. */
function aboutOf(kind: PlatformEvent, { pool, version }: Named): string {
  if (kind.startsWith('upgrade')) return `roll/${pool}`;
  return `${kind === 'new_version' ? 'version' : 'support'}/${version}`;
}
