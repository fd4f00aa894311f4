import { ago } from '../../cards/when.ts';
import { failingReasons } from '../../evidence/asking/pod-state.ts';
import type { ContainerState, PodState, Termination } from '../../evidence/kubernetes/pod-state.ts';
import type { ContainerStanding, Owner, Stand, Use } from '../../model/standing.ts';
import { freshness } from './levels.ts';

/** A bad ending within this time, and more than one, is trouble now; within the longer one it is worth a look. In milliseconds. */
const lately = 3_600_000;
const today = 24 * 3_600_000;
/** Above this share of its limit a container has next to no room. */
const fullAt = 0.9;
const failing = new Set(failingReasons);

/** How a container of a pod stands now. */
export function containerStanding(
  container: ContainerState,
  o: { pod: PodState; owner: Owner; image?: string | undefined; use: Use; isLive: boolean; now: Date },
): ContainerStanding {
  const { pod, owner, image, use } = o;
  const [last] = container.terminations;
  return {
    ...standOf(container, o),
    namespace: pod.namespace,
    pod: pod.name,
    name: container.name,
    owner,
    ...(pod.node && { node: pod.node }),
    isInit: container.role === 'init',
    state: stateText(container),
    restarts: container.restarts,
    ...(last && { last: lastEnd(last) }),
    ...(image && { image }),
    use,
  };
}

function standOf(
  container: ContainerState,
  { pod, use, isLive, now }: { pod: PodState; use: Use; isLive: boolean; now: Date },
): Stand {
  const { state, reason = '', restarts, role, ready } = container;
  const [last] = container.terminations;
  const isBad = last !== undefined && last.reason !== 'Completed' && last.exitCode !== 0;
  const age = last?.finishedAt ? now.getTime() - last.finishedAt.getTime() : Number.POSITIVE_INFINITY;
  const ended = last && `${last.reason || 'ended'}${last.finishedAt ? ` ${ago(last.finishedAt, now)}` : ''}`;
  const bad: string[] = [];
  const odd: string[] = [];
  // In a pod that is over it goes by when that was.
  const isOver = pod.phase === 'Failed' ? freshness(last?.finishedAt ?? pod.failedAt, now) : 'attention';
  if (state !== 'running' && failing.has(reason) && isOver !== 'good')
    (isOver === 'attention' ? bad : odd).push(reason);
  if (isBad && ended && last.reason !== reason) {
    if (age < lately && (restarts > 1 || last.reason === 'OOMKilled')) bad.push(ended);
    else if (age < today) odd.push(ended);
  }
  if (state === 'waiting' && !failing.has(reason)) odd.push(reason || 'waiting');
  // The inventory does not tell of readiness.
  if (isLive && state === 'running' && role === 'app' && !ready && pod.phase === 'Running') odd.push('not ready');
  const share = use.memoryMiB !== undefined && use.memoryLimitMiB ? use.memoryMiB / use.memoryLimitMiB : 0;
  if (share >= fullAt) odd.push(`memory at ${Math.round(share * 100)} % of its limit`);
  const level = bad.length > 0 ? 'attention' : odd.length > 0 ? 'warning' : state === 'unknown' ? 'unknown' : 'good';
  return { level, reasons: [...bad, ...odd] };
}

function stateText({ state, reason }: ContainerState): string {
  if (state === 'running' || state === 'unknown') return state;
  const what = state === 'waiting' ? 'waiting' : 'ended';
  return reason ? `${what}: ${reason}` : what;
}

function lastEnd({ reason, exitCode, finishedAt }: Termination): NonNullable<ContainerStanding['last']> {
  // The inventory knows no exit codes, whatever the type says.
  const code: number | undefined = exitCode;
  return {
    reason: reason || 'ended',
    ...(code !== undefined && { exitCode: code }),
    ...(finishedAt && { at: finishedAt }),
  };
}
