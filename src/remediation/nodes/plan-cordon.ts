import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import type { Plan } from '../../model/remediation.ts';
import type { Verified } from '../action.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { isCordoned, type NodeTarget, readNode, setCordoned } from './node-target.ts';
import { podsOn } from './pods-on.ts';
import { poolLines } from './pool-lines.ts';
import { roomLeft } from './room-left.ts';

/** What a node was before it was closed or opened. */
export interface NodeBefore {
  uid: string;
  cordoned: boolean;
}

/** Plans to close a node for new pods or to open it; throws UserError where it is so already. */
export async function planCordon(azure: Azure, target: NodeTarget, cordoned: boolean): Promise<Plan<NodeBefore>> {
  const { clusterId, name } = target;
  const { kubernetes } = azure;
  const [cluster, node, nodes, pods] = await Promise.all([
    clusterById(azure, clusterId),
    readNode(azure, target),
    kubernetes.list(clusterId, 'nodes'),
    kubernetes.list(clusterId, 'pods'),
  ]);
  if (isCordoned(node) === cordoned)
    throw new UserError(`${name} is ${cordoned ? 'cordoned already' : 'not cordoned: it takes pods'}.`);
  const precondition = node.metadata?.resourceVersion ?? '';
  await setCordoned(azure, target, cordoned, { resourceVersion: precondition, dryRun: true });
  const { going, staying } = podsOn(name, pods);
  const runs = `${going.length + staying.length} pods run on it, ${staying.length} of them of DaemonSets or static`;
  return {
    sentence: cordoned ? `Cordon node ${name}: it takes no new pods.` : `Uncordon node ${name}: it takes pods again.`,
    place: placeIn(cluster),
    objects: [{ kind: 'Node', namespace: '', name, fields: [cordonField(!cordoned, cordoned)] }],
    reach: [
      cordoned ? `${runs}: all stay and go on.` : `${runs}. The scheduler may put others there from now on.`,
      ...(cordoned ? [roomLeft(name, nodes, pods, [])] : []),
      ...(await poolLines(azure, clusterId, node)),
    ],
    before: { uid: node.metadata?.uid ?? '', cordoned: !cordoned },
    precondition,
  };
}

/** The one field that says whether a node takes pods, before and after. */
export function cordonField(before: boolean, after: boolean) {
  return { field: 'unschedulable', before: String(before), after: String(after) };
}

/** Whether a node is closed, or open, as it was to be. */
export async function verifyCordon(
  azure: Azure,
  target: NodeTarget,
  cordoned: boolean,
  { uid }: NodeBefore,
): Promise<Verified> {
  const node = await azure.kubernetes.object(target.clusterId, 'nodes', target.name);
  if (!node || node.metadata?.uid !== uid)
    return { state: 'failed', sentence: `Node ${target.name} is not there any more.` };
  if (isCordoned(node) !== cordoned)
    return {
      state: 'failed',
      sentence: `${target.name} ${cordoned ? 'takes pods: it is not cordoned' : 'is still cordoned'}.`,
    };
  return { state: 'done', sentence: `${target.name} ${cordoned ? 'takes no new pods' : 'takes pods again'}.` };
}
