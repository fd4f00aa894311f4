import type { V1Pod } from '@kubernetes/client-node';
import type { Measured } from '../../evidence/estate/use-now.ts';
import { type PodState, podState } from '../../evidence/kubernetes/pod-state.ts';
import { quantity } from '../../evidence/kubernetes/quantity.ts';
import type { ContainerStanding, PodStanding, Stand, Use } from '../../model/standing.ts';
import { containerStanding } from './container-standing.ts';
import { freshness, worst } from './levels.ts';
import { ownerOf } from './owner-of.ts';
import { addUse } from './use.ts';

/** What pods are judged by, beside themselves. */
export interface PodSight {
  /** What is in use now, by pod (uid, or "namespace/name") and container; empty where nobody measured. */
  measured: ReadonlyMap<string, Measured>;
  /** Whether the pods come from the Kubernetes API, which alone knows of readiness. */
  isLive: boolean;
  now: Date;
}

/** A pending pod that is older than this is stuck, in milliseconds. */
const patience = 5 * 60_000;

/** How a pod and its containers stand now. */
export function podStanding(pod: V1Pod, { measured, isLive, now }: PodSight): PodStanding {
  const state = podState(pod);
  const owner = ownerOf(pod);
  const specs = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])];
  const containers = state.containers.map((container) => {
    const spec = specs.find(({ name }) => name === container.name);
    const found =
      measured.get(`${state.uid}/${container.name}`) ??
      measured.get(`${state.namespace}/${state.name}/${container.name}`);
    const cpuLimit = quantity(spec?.resources?.limits?.cpu) ?? found?.cpuBound;
    const memoryLimitMiB = container.limitMiB ?? found?.memoryBoundMiB;
    const use: Use = {
      ...(found?.cpu !== undefined && { cpu: found.cpu }),
      ...(found?.memoryMiB !== undefined && { memoryMiB: found.memoryMiB }),
      ...(cpuLimit !== undefined && { cpuLimit }),
      ...(memoryLimitMiB !== undefined && { memoryLimitMiB }),
    };
    return containerStanding(container, { pod: state, owner, image: spec?.image, use, isLive, now });
  });
  const apps = containers.filter(({ isInit }) => !isInit);
  const isReady = (name: string) =>
    state.containers.some((it) => it.name === name && (isLive ? it.ready : it.state === 'running'));
  const ready = apps.filter(({ name }) => isReady(name)).length;
  // Of a node that does not answer, the last that its kubelet said of the containers stays as it was.
  const isUnheard =
    isLive &&
    state.phase === 'Running' &&
    apps.length > 0 &&
    ready === apps.length &&
    (pod.status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'False');
  const isLeaving = pod.metadata?.deletionTimestamp !== undefined;
  return {
    ...standOf(state, containers, { isUnheard, now }),
    ...(isLeaving && { isLeaving }),
    ...{ namespace: state.namespace, name: state.name, owner, phase: state.phase },
    ...(state.node && { node: state.node }),
    ready: isUnheard ? 0 : ready,
    containers,
    restarts: containers.reduce((sum, { restarts }) => sum + restarts, 0),
    ...(state.createdAt && { createdAt: state.createdAt }),
    use: addUse(apps.map(({ use }) => use)),
  };
}

function standOf(
  state: PodState,
  containers: readonly ContainerStanding[],
  { isUnheard, now }: { isUnheard: boolean; now: Date },
): Stand {
  if (state.phase === 'Succeeded') return { level: 'good', reasons: [] };
  const own = isUnheard ? unheard : ownTrouble(state, now);
  const level = worst([...containers.map((it) => it.level), ...(own ? [own.level] : [])]);
  const theirs = containers
    .toSorted((a, b) => Number(worst([a.level, b.level]) === b.level) - Number(worst([a.level, b.level]) === a.level))
    .flatMap((it) => it.reasons);
  // A pod that is pending for its containers' sake says no more than they do.
  const mine = state.phase === 'Pending' && theirs.length > 0 ? [] : (own?.reasons ?? []);
  return { level, reasons: [...new Set([...mine, ...theirs])] };
}

const unheard: Stand = { level: 'warning', reasons: ['not ready: see its node'] };

/** What is wrong with the pod itself, whatever its containers say. One that failed long ago is only not cleared away yet. */
function ownTrouble({ phase, reason, createdAt, failedAt }: PodState, now: Date): Stand | undefined {
  if (phase === 'Failed') {
    const level = freshness(failedAt, now);
    return { level, reasons: level === 'good' ? [] : [reason ?? 'failed'] };
  }
  if (phase === 'Unknown') return { level: 'attention', reasons: [reason ?? 'its node does not answer'] };
  if (phase !== 'Pending') return undefined;
  const isStuck = createdAt !== undefined && now.getTime() - createdAt.getTime() > patience;
  return { level: isStuck ? 'attention' : 'warning', reasons: ['pending'] };
}
