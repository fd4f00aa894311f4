import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

/** Whose log: of a container's life now, or of the one before. */
export interface LogAddress {
  namespace: string;
  pod: string;
  container: string;
  previous: boolean;
}

/** The last lines of a log, oldest first; none when there is no log. */
export interface ContainerLog extends LogAddress {
  lines: string[];
  /** When each of the lines was written, as the node noted it; undefined for a line of which it noted nothing. */
  times?: (Date | undefined)[];
}

/** So many logs are read for one question. */
const mostLogs = 90;
const recentMs = 30 * 60_000;

/**
 * The logs to read, those of containers in trouble first; the subject's own pods before others; among equals one pod of
 * each owner before a second one of any, since replicas say the same.
 */
export function chooseLogs(
  own: readonly V1Pod[],
  others: readonly V1Pod[],
  now: Date,
  most = mostLogs,
): { chosen: LogAddress[]; leftOut: number } {
  const turns = new Map<string, number>();
  const turnOf = (rank: number, pod: V1Pod, container: string) => {
    const { namespace, name, ownerReferences } = pod.metadata ?? {};
    const key = `${rank} ${namespace}/${ownerReferences?.[0]?.name ?? name}/${container}`;
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return turn;
  };
  const wanted = [...own.map((pod) => ({ pod, isOwn: true })), ...others.map((pod) => ({ pod, isOwn: false }))]
    .flatMap(({ pod, isOwn }) => {
      const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
      return statuses.filter(hasStarted).map((status) => {
        const its = rank(status, pod, isOwn, now);
        return { pod, status, rank: its, turn: turnOf(its, pod, status.name) };
      });
    })
    .sort((a, b) => a.rank - b.rank || a.turn - b.turn)
    .flatMap(({ pod, status }) => {
      const address = {
        namespace: pod.metadata?.namespace ?? '',
        pod: pod.metadata?.name ?? '',
        container: status.name,
      };
      const now = { ...address, previous: false };
      return status.restartCount > 0 ? [now, { ...address, previous: true }] : [now];
    });
  return { chosen: wanted.slice(0, most), leftOut: Math.max(0, wanted.length - most) };
}

function hasStarted({ name, state, restartCount }: V1ContainerStatus): boolean {
  return name !== '' && (restartCount > 0 || !state?.waiting);
}

/** Lower is read sooner. */
function rank(status: V1ContainerStatus, pod: V1Pod, isOwn: boolean, now: Date): number {
  const ended = status.lastState?.terminated?.finishedAt;
  const isTroubled =
    (!status.ready && !hasCompleted(status)) || (ended !== undefined && now.getTime() - ended.getTime() < recentMs);
  const isFinished = pod.status?.phase === 'Succeeded' || hasCompleted(status);
  return (isTroubled ? 0 : isFinished ? 4 : 2) + (isOwn ? 0 : 1);
}

function hasCompleted({ state }: V1ContainerStatus): boolean {
  return state?.terminated?.exitCode === 0;
}
