import type { V1Container, V1Pod } from '@kubernetes/client-node';
import type { Subject } from '../../model/subject.ts';
import { namedIn } from '../focus.ts';
import type { Situation } from '../situation/situation.ts';
import type { Workload } from '../situation/workload.ts';

/** A workload with pods that wait for a node: those that ask for the same are one group, the oldest first in it. */
export interface Waiting {
  workload: Workload;
  groups: V1Pod[][];
}

/** More workloads than these wait for one cause only. */
const mostWorkloads = 60;
/** Each group is held against every node; what is beyond goes with the first. */
const mostGroups = 4;

/** The workloads that wait, the subject and those that the report names first; the rest is counted. */
export function waitingWorkloads(situation: Situation, subject: Subject): { chosen: Waiting[]; leftOut: number } {
  const waiting = situation.workloads
    .map((workload) => ({ workload, pods: workload.pods.filter(isUnplaced) }))
    .filter(({ pods }) => pods.length > 0);
  const named = new Set(namedIn(subject.report, situation).map(({ namespace, name }) => `${namespace}/${name}`));
  const rank = ({ kind, namespace, name, pods }: Workload) => {
    if (kind === subject.kind && namespace === subject.namespace && name === subject.name) return 0;
    const isNamed = [name, ...pods.map(({ metadata }) => metadata?.name)].some((it) => named.has(`${namespace}/${it}`));
    return isNamed ? 1 : 2;
  };
  const chosen = waiting.toSorted((a, b) => rank(a.workload) - rank(b.workload)).slice(0, mostWorkloads);
  return {
    chosen: chosen.map(({ workload, pods }) => ({ workload, groups: groupsOf(pods) })),
    leftOut: waiting.length - chosen.length,
  };
}

/** Whether a pod waits for the scheduler: one that is held back by a gate waits for somebody else. */
export function isUnplaced({ metadata, spec, status }: V1Pod): boolean {
  const isHeld = (spec?.schedulingGates?.length ?? 0) > 0;
  return !spec?.nodeName && status?.phase === 'Pending' && !metadata?.deletionTimestamp && !isHeld;
}

/** A StatefulSet's pods have volumes of their own, a DaemonSet's a node each, and a rollout's two revisions differ. */
function groupsOf(pods: readonly V1Pod[]): V1Pod[][] {
  const [first = [], ...rest] = Map.groupBy(pods, askedOf).values();
  const beyond = rest.splice(mostGroups - 1).flat();
  return [[...first, ...beyond], ...rest];
}

/** All of a pod's specification that decides where it fits, as text. */
function askedOf({ spec }: V1Pod): string {
  const { nodeSelector, affinity, tolerations, topologySpreadConstraints, overhead } = spec ?? {};
  const asks = (list: V1Container[] | undefined) => list?.map(({ resources, ports }) => [resources, ports]);
  const claims = spec?.volumes?.flatMap(({ persistentVolumeClaim: it }) => it?.claimName ?? []);
  const containers = [asks(spec?.initContainers), asks(spec?.containers)];
  return JSON.stringify([nodeSelector, affinity, tolerations, topologySpreadConstraints, overhead, claims, containers]);
}
