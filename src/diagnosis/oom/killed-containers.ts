import type { V1Container, V1ContainerStateTerminated, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { mebibytes } from '../../evidence/kubernetes/mebibytes.ts';
import { isCalm } from '../recovery/well-since.ts';
import type { Situation } from '../situation/situation.ts';
import { statusesOf, type Workload } from '../situation/workload.ts';

/** A container that the kernel killed for memory within the hour, by the runtime's own word, and that has not settled since. */
export interface KilledContainer {
  workload: Workload;
  pod: V1Pod;
  status: V1ContainerStatus;
  role: 'init' | 'app' | 'ephemeral';
  ending: V1ContainerStateTerminated;
  /** As it is specified; absent where only its state is shown. */
  spec?: V1Container;
  limitMiB?: number;
}

const lately = 3_600_000;

/** The OOM-killed containers of the living pods, one a workload and container: that which restarted most. */
export function killedContainers({ workloads }: Situation, now: Date): KilledContainer[] {
  return workloads.flatMap((workload) => {
    const all = workload.pods.flatMap((pod) => statusesOf(pod).flatMap((it) => killedOf(workload, pod, it, now)));
    const byName = Map.groupBy(all, ({ status }) => status.name);
    return [...byName.values()].flatMap(
      (those) => those.sort((a, b) => b.status.restartCount - a.status.restartCount)[0] ?? [],
    );
  });
}

function killedOf(
  workload: Workload,
  pod: V1Pod,
  status: ReturnType<typeof statusesOf>[number],
  now: Date,
): KilledContainer[] {
  const ending = [status.state?.terminated, status.lastState?.terminated].find((it) => it?.reason === 'OOMKilled');
  if (!ending || (ending.finishedAt && now.getTime() - ending.finishedAt.getTime() > lately)) return [];
  if (isCalm(pod, now)) return [];
  const { initContainers = [], containers = [] } = pod.spec ?? {};
  const spec = [...initContainers, ...containers].find(({ name }) => name === status.name);
  const limitMiB = mebibytes(spec?.resources?.limits?.memory);
  return [
    {
      workload,
      pod,
      status,
      role: status.role,
      ending,
      ...(spec && { spec }),
      ...(limitMiB !== undefined && { limitMiB }),
    },
  ];
}

const atStartMs = 120_000;

/** Milliseconds that it lived, when it was killed soon after its start, more than once, and is not ready. */
export function lifeAtStart({ ending, status, role }: KilledContainer): number | undefined {
  const { startedAt, finishedAt } = ending;
  if (role !== 'app' || status.ready || status.restartCount < 2 || !startedAt || !finishedAt) return undefined;
  const life = finishedAt.getTime() - startedAt.getTime();
  return life <= atStartMs ? life : undefined;
}
