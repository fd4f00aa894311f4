import type { V1DeploymentStatus } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { gather } from '../../evidence/asking/gather.ts';
import { daemonSets } from '../../evidence/daemon-sets.ts';
import { deployments } from '../../evidence/deployments.ts';
import { containerUse } from '../../evidence/estate/use-now.ts';
import { pods } from '../../evidence/pods.ts';
import { statefulSets } from '../../evidence/stateful-sets.ts';
import type { Standings, WorkloadStanding } from '../../model/standing.ts';
import { isWorkload, type Subject } from '../../model/subject.ts';
import { isSystemNamespace } from '../../model/system-namespace.ts';
import { byTrouble } from '../standing/levels.ts';
import { podsSeen } from '../standing/pods-seen.ts';
import { type Wanted, workloadStandings } from '../standing/workload-standing.ts';

const parts = { pods, use: containerUse, deployments, statefulSets, daemonSets };

/** The workloads in the subject's reach, worst first: ready of wanted, restarts, OOM kills, use; of a node those with pods on it. */
export async function controllers(azure: Azure, subject: Subject, now: Date): Promise<Standings<WorkloadStanding>> {
  const { evidence, gaps } = await gather(parts, azure, subject, { from: now, to: now });
  const lists = [evidence.deployments, evidence.statefulSets, evidence.daemonSets];
  const seen = podsSeen(subject, evidence, now);
  const wanted: Wanted[] = [
    ...(evidence.deployments?.value ?? []).map(({ metadata, spec, status }) => ({
      ...wantedOf('Deployment', metadata, spec?.replicas ?? 1, status?.readyReplicas),
      troubles: troublesOf(status),
    })),
    ...(evidence.statefulSets?.value ?? []).map(({ metadata, spec, status }) =>
      wantedOf('StatefulSet', metadata, spec?.replicas ?? 1, status?.readyReplicas),
    ),
    ...(evidence.daemonSets?.value ?? []).map(({ metadata, status }) =>
      wantedOf('DaemonSet', metadata, status?.desiredNumberScheduled ?? 0, status?.numberReady),
    ),
  ];
  const all = workloadStandings(seen, wanted).filter(({ pods: its, owner }) => {
    if (subject.kind === 'Node') return its.length > 0;
    return (
      !isWorkload(subject) ||
      (subject.kind === 'Pod' ? its.length > 0 : owner.name === subject.name && owner.kind === subject.kind)
    );
  });
  return {
    subject,
    isRead: [evidence.pods, ...lists].some((it) => it !== undefined),
    rows: all.sort(
      byTrouble({
        weight: ({ restarts, desired, ready }) => restarts + 100 * Math.max(0, (desired ?? 0) - ready),
        isSystem: ({ namespace }) => isSystemNamespace(namespace),
        name: ({ owner }) => owner.name,
      }),
    ),
    evidence: [evidence.pods, ...lists, evidence.use].flatMap((it) => it ?? []),
    gaps,
  };
}

/** A roll-out whose pods the API server refuses, or that does not come to its end, while the pods of before go on. */
function troublesOf(status: V1DeploymentStatus | undefined): string[] {
  const holds = (type: string, is: string) => status?.conditions?.some((it) => it.type === type && it.status === is);
  return [
    ...(holds('ReplicaFailure', 'True') ? ['new pods are refused'] : []),
    ...(holds('Progressing', 'False') ? ['roll-out is stuck'] : []),
  ];
}

function wantedOf(
  kind: Wanted['kind'],
  metadata: { namespace?: string; name?: string } | undefined,
  desired: number,
  ready: number | undefined,
): Wanted {
  return { kind, namespace: metadata?.namespace ?? '', name: metadata?.name ?? '', desired, ready: ready ?? 0 };
}
