import { z } from 'zod';
import { defineAction } from '../action.ts';
import { budgetLines } from '../kubernetes/budget-lines.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { controllerOf } from '../pods/controller-of.ts';
import { mustBeChangeable, podTarget, readPod } from '../pods/pod-target.ts';
import { replaced } from '../pods/replaced.ts';
import { localVolumes, whatReplaces } from '../pods/what-replaces.ts';

/** Deletes one pod, so that its controller makes another. */
export const deletePod = defineAction({
  name: 'delete-pod',
  title: 'Delete the pod',
  risk: 'medium',
  input: z.strictObject(podTarget),
  watch: { forMs: 10 * 60_000, everyMs: 5_000 },
  async plan(azure, input) {
    const { clusterId, namespace, name } = input;
    const [cluster, pod] = await Promise.all([clusterById(azure, clusterId), readPod(azure, input)]);
    mustBeChangeable(pod);
    const uid = pod.metadata?.uid ?? '';
    await azure.change.kubernetes.remove(clusterId, 'pods', { namespace, name }, { uid, dryRun: true });
    const owner = controllerOf(pod);
    const lost = localVolumes(pod);
    const budgets = await budgetLines(azure, clusterId, namespace, pod.metadata?.labels ?? {});
    return {
      sentence: `Delete pod ${name}${owner ? ` of ${owner.kind} ${owner.name}` : ''}.`,
      place: placeIn(cluster, namespace),
      objects: [
        {
          ...{ kind: 'Pod', namespace, name },
          fields: [
            {
              field: 'pod',
              before: `${pod.status?.phase ?? 'there'} on ${pod.spec?.nodeName ?? 'no node'}`,
              after: '',
            },
          ],
        },
      ],
      reach: [
        ...whatReplaces(pod),
        ...(lost.length > 0 ? [`What it keeps in its own volumes is lost: ${lost.join(', ')}.`] : []),
        ...(budgets.length > 0 ? [...budgets, 'A deletion asks no budget: the pod goes all the same.'] : []),
      ],
      final: 'a pod that was deleted never comes back; another one takes its place where it has a controller.',
      // One of the same name that was made since is another pod.
      before: { uid, controller: owner?.uid ?? '' },
    };
  },
  async run(azure, { clusterId, namespace, name }, { before: { uid } }) {
    await azure.change.kubernetes.remove(clusterId, 'pods', { namespace, name }, { uid, dryRun: false });
    return {};
  },
  async verify(azure, input, { before }, { startedAt, now }) {
    const { clusterId, namespace, name } = input;
    const found = await azure.kubernetes.object(clusterId, 'pods', name, namespace);
    if (found?.metadata?.uid === before.uid)
      return found.metadata.deletionTimestamp
        ? { state: 'pending', sentence: `${name} is ending.` }
        : { state: 'failed', sentence: `${name} was not deleted.` };
    if (before.controller === '') return { state: 'done', sentence: `${name} is gone.` };
    return replaced(azure, input, { controller: before.controller, startedAt, now });
  },
});
