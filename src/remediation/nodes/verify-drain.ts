import type { Azure } from '../../azure/azure.ts';
import type { Plan } from '../../model/remediation.ts';
import type { Verified } from '../action.ts';
import { budgetsIn, coversPod } from './budgets-on.ts';
import { isCordoned, type NodeTarget } from './node-target.ts';
import type { DrainBefore } from './plan-drain.ts';
import { pathOf, some } from './pods-on.ts';

/** How far a node is emptied of the pods that were to go: whoever asked for them to go asks no more. */
export async function verifyDrain(azure: Azure, target: NodeTarget, plan: Plan<DrainBefore>): Promise<Verified> {
  const { clusterId, name } = target;
  const [node, pods] = await Promise.all([
    azure.kubernetes.object(clusterId, 'nodes', name),
    azure.kubernetes.list(clusterId, 'pods'),
  ]);
  if (!node || node.metadata?.uid !== plan.before.uid)
    return { state: 'done', sentence: `Node ${name} is not there any more, nor are its pods.` };
  const planned = new Set(plan.objects.filter((it) => it.kind === 'Pod').map((it) => `${it.namespace}/${it.name}`));
  const left = pods.filter((it) => it.spec?.nodeName === name && planned.has(pathOf(it)));
  const staying = left.filter((it) => !it.metadata?.deletionTimestamp);
  const gone = `${planned.size - left.length} of ${planned.size} pods are gone from ${name}`;
  const isClosed = isCordoned(node);
  if (!isClosed && staying.length === planned.size)
    return { state: 'failed', sentence: `${name} was not drained: it takes pods, and none of its pods went.` };
  if (!isClosed) return { state: 'failed', partly: true, sentence: `${gone}, but the node takes pods again.` };
  if (staying.length > 0) {
    const budgets = await budgetsIn(azure, clusterId);
    const words = staying.map((pod) => {
      const by = typeof budgets === 'string' ? undefined : budgets.find((it) => coversPod(it, pod));
      return by ? `${pathOf(pod)} by budget ${by.metadata?.name}` : pathOf(pod);
    });
    return {
      state: 'failed',
      partly: true,
      sentence: `${gone}; ${staying.length} ${staying.length === 1 ? 'is' : 'are'} kept: ${some(words)}. The node is cordoned; drain it again to go on.`,
    };
  }
  if (left.length > 0) return { state: 'pending', sentence: `${gone}; ${left.length} are still ending.` };
  return { state: 'done', sentence: `${name} is drained: ${gone}.` };
}
