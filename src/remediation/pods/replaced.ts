import type { Azure } from '../../azure/azure.ts';
import type { Verified } from '../action.ts';
import { controllerOf, readControl } from './controller-of.ts';
import { isReady, type PodTarget } from './pod-target.ts';

/** A Job that is done, or a workload that was scaled down meanwhile, makes no other pod: so long one is waited for. */
const patienceMs = 2 * 60_000;

/** Whether another pod serves in place of one that is gone; `controller` is the uid of what makes it. */
export async function replaced(
  azure: Azure,
  target: PodTarget,
  { controller, startedAt, now }: { controller: string; startedAt: Date; now: Date },
): Promise<Verified> {
  const { clusterId, namespace, name } = target;
  const gone = `${name} is gone`;
  const pods = (await azure.kubernetes.list(clusterId, 'pods', namespace)).filter(
    (it) => controllerOf(it)?.uid === controller && !it.metadata?.deletionTimestamp,
  );
  // Kubernetes' times have whole seconds.
  const since = Math.floor(startedAt.getTime() / 1_000) * 1_000;
  const fresh = pods.filter((it) => (it.metadata?.creationTimestamp?.getTime() ?? 0) >= since);
  const serving = fresh.find(isReady);
  if (serving) return { state: 'done', sentence: `${gone}; ${serving.metadata?.name} runs and is ready.` };
  const [coming] = fresh;
  if (coming) return { state: 'pending', sentence: `${gone}; ${coming.metadata?.name} is not ready yet.` };
  const [any] = pods;
  const owner = any && controllerOf(any);
  const control = owner && (await readControl(azure, target, owner));
  const isEnough = control?.wanted !== undefined && pods.length >= control.wanted;
  if (isEnough)
    return { state: 'done', sentence: `${gone}; its ${owner?.kind} has the ${control.wanted} pods it wants.` };
  const isPatient = now.getTime() - startedAt.getTime() < patienceMs;
  return { state: isPatient ? 'pending' : 'done', sentence: `${gone}; no other pod came in its place so far.` };
}
