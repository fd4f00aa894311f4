import { removePod } from '../world/changes/change-pod.ts';
import { podReady } from '../world/container-run.ts';
import { kubeObjects } from '../world/kubernetes/objects.ts';
import type { Answer, Call } from './call.ts';
import { kubeStatus } from './kube-status.ts';
import { conflict, missing, type Written } from './kube-write.ts';

interface Budget {
  metadata: { name: string; namespace?: string };
  spec: { minAvailable: number; selector: { matchLabels: { app: string } } };
  status: { currentHealthy: number; desiredHealthy: number; disruptionsAllowed: number };
}

/** POST pods/NAME/eviction: the pod goes as by a deletion, unless a PodDisruptionBudget needs it. */
export function kubeEvict(call: Call, what: Written, body: Record<string, unknown>): Answer {
  const { world, now } = call;
  const { cluster, namespace, name } = what;
  const pod = world.pods(cluster, now).find((it) => it.name === name && it.workload.namespace === namespace);
  if (!pod) return missing(what);
  const options = (body.deleteOptions ?? {}) as { preconditions?: { uid?: string }; dryRun?: string[] };
  const wanted = options.preconditions?.uid;
  if (wanted && wanted !== pod.uid)
    return conflict(what, `Precondition failed: UID in precondition: ${wanted}, UID in object meta: ${pod.uid}`);
  const budgets = kubeObjects(world, cluster, 'poddisruptionbudgets', now) as unknown as Budget[];
  const budget = budgets.find(
    (it) => it.metadata.namespace === namespace && it.metadata.name === pod.workload.name && !pod.orphaned,
  );
  if (budget && isNeeded(budget, podReady(pod, now))) return kept(what, budget);
  if (!options.dryRun?.includes('All') && call.query.get('dryRun') !== 'All') removePod(world, cluster, pod, now);
  return { status: 201, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' } };
}

/** A pod that is not healthy counts for nothing, and may go while the budget is met. */
function isNeeded({ status }: Budget, isHealthy: boolean): boolean {
  if (!isHealthy && status.currentHealthy >= status.desiredHealthy) return false;
  return status.disruptionsAllowed <= 0;
}

function kept({ name }: Written, { metadata, status }: Budget): Answer {
  const refused = kubeStatus(429, "Cannot evict pod as it would violate the pod's disruption budget.", {
    resource: 'pods',
    group: '',
    name,
  });
  const message = `The disruption budget ${metadata.name} needs ${status.desiredHealthy} healthy pods and has ${status.currentHealthy} currently`;
  return {
    ...refused,
    body: {
      ...(refused.body as object),
      details: { name, kind: 'pods', causes: [{ reason: 'DisruptionBudget', message }] },
    },
  };
}
