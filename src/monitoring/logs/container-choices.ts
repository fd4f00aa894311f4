import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { ContainerChoice } from '../../model/pod-log.ts';

const recentMs = 60 * 60_000;

interface Ranked extends ContainerChoice {
  /** Lower tells more. */
  rank: number;
  /** When it ended last, in milliseconds; 0 when never. */
  endedAt: number;
}

/** The containers of these pods, the most telling first: those in trouble, the latest to end before others; helpers that did their work last. */
export function containerChoices(pods: readonly V1Pod[], now: Date): ContainerChoice[] {
  return pods
    .flatMap((pod) => choicesIn(pod, now))
    .sort((a, b) => a.rank - b.rank || b.endedAt - a.endedAt)
    .map(({ rank: _rank, endedAt: _endedAt, ...choice }) => choice);
}

function choicesIn(pod: V1Pod, now: Date): Ranked[] {
  const { initContainerStatuses = [], containerStatuses = [], ephemeralContainerStatuses = [] } = pod.status ?? {};
  const statuses = [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses];
  return statuses.map((status, index) => {
    const ended = lastEnd(status)?.finishedAt?.getTime() ?? 0;
    const isDone = status.state?.terminated?.exitCode === 0;
    const isTroubled = !isDone && (!status.ready || now.getTime() - ended < recentMs) && hasRun(status);
    return {
      pod: pod.metadata?.name ?? '',
      container: status.name,
      state: stateOf(status, now),
      isTroubled,
      hasPrevious: status.restartCount > 0,
      // Of a pod's containers the first is its own; what was added to it comes after.
      rank: (isTroubled ? 0 : isDone ? 30 : hasRun(status) ? 10 : 20) + Math.min(index, 9),
      endedAt: ended,
    };
  });
}

/** Whether there can be a log at all. */
function hasRun({ restartCount, state }: V1ContainerStatus): boolean {
  return restartCount > 0 || state?.running !== undefined || state?.terminated !== undefined;
}

function lastEnd({ state, lastState }: V1ContainerStatus) {
  return state?.terminated ?? lastState?.terminated;
}

function stateOf(status: V1ContainerStatus, now: Date): string {
  const { running, waiting, terminated } = status.state ?? {};
  const ended = lastEnd(status);
  const how = ended && `${ended.reason || 'ended'} (exit code ${ended.exitCode})`;
  const present = running
    ? `running${running.startedAt ? ` for ${span(now.getTime() - running.startedAt.getTime())}` : ''}`
    : waiting
      ? `waiting: ${waiting.reason ?? 'not started'}`
      : terminated
        ? `ended: ${how}`
        : '';
  return [
    present,
    ...(status.restartCount > 0
      ? [`${status.restartCount} ${status.restartCount === 1 ? 'restart' : 'restarts'}`]
      : []),
    ...(how && !terminated ? [`last run: ${how}`] : []),
  ]
    .filter(Boolean)
    .join(' · ');
}

function span(ms: number): string {
  const minutes = Math.max(0, ms / 60_000);
  if (minutes < 1.5) return `${Math.round(ms / 1000)} s`;
  if (minutes < 90) return `${Math.round(minutes)} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}
