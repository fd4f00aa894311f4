import type { V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { counted } from '../../cards/quantity.ts';
import { UserError } from '../../errors.ts';
import type { Plan } from '../../model/remediation.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { controllerOf } from '../pods/controller-of.ts';
import { budgetsIn, budgetsOn } from './budgets-on.ts';
import { tryEvictions } from './evict-all.ts';
import { isCordoned, type NodeTarget, readNode, setCordoned } from './node-target.ts';
import { cordonField } from './plan-cordon.ts';
import { type PodsOnNode, pathOf, podsOn, some } from './pods-on.ts';
import { poolLines } from './pool-lines.ts';
import { roomLeft } from './room-left.ts';

/** What may be lost by a drain: only who says so loses it. */
export interface Losses {
  /** Pods that nothing makes again. */
  unmanaged?: boolean | undefined;
  /** What pods keep in volumes of the node. */
  localData?: boolean | undefined;
}

/** What a node is before a drain: which pods exactly run there moves on by itself, whose they are does not. */
export interface DrainBefore {
  uid: string;
  cordoned: boolean;
  workloads: string[];
}

/** Plans to empty a node. Throws UserError where something would be lost that nobody said may be. */
export async function planDrain(azure: Azure, target: NodeTarget & Losses): Promise<Plan<DrainBefore>> {
  const { clusterId, name } = target;
  const { kubernetes } = azure;
  const [cluster, node, nodes, pods, budgets] = await Promise.all([
    clusterById(azure, clusterId),
    readNode(azure, target),
    kubernetes.list(clusterId, 'nodes'),
    kubernetes.list(clusterId, 'pods'),
    budgetsIn(azure, clusterId),
  ]);
  const cordoned = isCordoned(node);
  const here = podsOn(name, pods);
  const { going, staying } = here;
  if (cordoned && going.length === 0) throw new UserError(`${name} is cordoned and empty already.`);
  mustSay(target, here);
  const precondition = node.metadata?.resourceVersion ?? '';
  if (!cordoned) await setCordoned(azure, target, true, { resourceVersion: precondition, dryRun: true });
  await tryEvictions(azure, clusterId, going);
  const only = allHere(going, pods);
  return {
    sentence: `Drain node ${name}: it takes no new pods, and ${counted(going.length, 'pod')} on it ${going.length === 1 ? 'is' : 'are'} asked to go.`,
    place: placeIn(cluster),
    objects: [
      { kind: 'Node', namespace: '', name, fields: cordoned ? [] : [cordonField(false, true)] },
      ...going.map((it) => ({
        ...{ kind: 'Pod', namespace: it.metadata?.namespace ?? '', name: it.metadata?.name ?? '' },
        fields: [{ field: 'pod', before: `on ${name}`, after: controllerOf(it) ? 'another one elsewhere' : '' }],
      })),
    ],
    reach: [
      ...(only.length > 0 ? [`All pods of ${some(only)} run here: they have a gap while they move.`] : []),
      ...(typeof budgets === 'string' ? [budgets] : budgetsOn(budgets, going)),
      roomLeft(name, nodes, pods, going),
      `${counted(staying.length, 'pod')} of DaemonSets, or static, ${staying.length === 1 ? 'stays' : 'stay'}.`,
      ...(here.alone.length > 0 ? [`Gone for good, having no controller: ${some(here.alone.map(pathOf))}.`] : []),
      ...(here.withData.length > 0 ? [`Data on the node is lost of ${some(here.withData.map(pathOf))}.`] : []),
      // They are no part of what the run is compared with.
      'Pods of Jobs that start on it until then go too: their Jobs count them as failed.',
      ...(await poolLines(azure, clusterId, node)),
      'Undoing opens the node again; the pods do not move back.',
    ],
    ...(cordoned && { final: 'the node was cordoned before, and pods do not move back.' }),
    before: { uid: node.metadata?.uid ?? '', cordoned, workloads: workloadsOf(going) },
    precondition,
  };
}

function mustSay({ name, unmanaged, localData }: NodeTarget & Losses, { alone, withData }: PodsOnNode): void {
  const lost = [
    ...(alone.length > 0 && !unmanaged
      ? [
          `${some(alone.map(pathOf))} would be gone for good, having no controller: say "drain ${name} unmanaged" if they may.`,
        ]
      : []),
    ...(withData.length > 0 && !localData
      ? [
          `${some(withData.map(pathOf))} would lose data that they keep on the node (emptyDir): say "drain ${name} local data" if they may.`,
        ]
      : []),
  ];
  if (lost.length > 0) throw new UserError(lost.join(' '));
}

function workloadsOf(going: readonly V1Pod[]): string[] {
  // Pods of Jobs come and go by themselves.
  const lasting = going.filter((it) => controllerOf(it)?.kind !== 'Job');
  return [...new Set(lasting.map(ownerPath))].sort();
}

function allHere(going: readonly V1Pod[], all: readonly V1Pod[]): string[] {
  const here = new Set(going);
  const byOwner = Map.groupBy(
    all.filter((it) => controllerOf(it) && controllerOf(it)?.kind !== 'Job'),
    ownerPath,
  );
  return [...byOwner].filter(([, pods]) => pods.every((it) => here.has(it))).map(([path]) => path);
}

function ownerPath(pod: V1Pod): string {
  const owner = controllerOf(pod);
  return owner ? `${owner.kind} ${pod.metadata?.namespace}/${owner.name}` : `Pod ${pathOf(pod)}`;
}
