import { difference, editKey } from '../world/changes/edit.ts';
import type { KubeObject } from '../world/kubernetes/metadata.ts';
import { kubeTime } from '../world/kubernetes/metadata.ts';
import { seededUuid } from '../world/seeded.ts';
import type { Answer, Call } from './call.ts';
import { kubeStatus } from './kube-status.ts';
import { objectOf, type Written, written } from './kube-write.ts';

/** Server-side apply of a NetworkPolicy: makes it, or sets what its manager owns; fields of others are a conflict. */
export function kubeApply(call: Call, what: Written, body: Record<string, unknown>): Answer {
  const { cluster, plural, namespace, name } = what;
  if (plural !== 'networkpolicies' || !namespace) return kubeStatus(405);
  const manager = call.query.get('fieldManager');
  if (!manager)
    return kubeStatus(
      400,
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  const applied = body as unknown as KubeObject;
  if (applied.metadata?.name !== name)
    return kubeStatus(400, 'the name of the object does not match the name on the URL');
  const before = objectOf(call, what);
  const owners = cluster.edits.get(editKey(plural, namespace, name))?.managers ?? [];
  const isOwn = owners.some((it) => it.manager === manager);
  if (before && !isOwn && difference(before.spec, applied.spec) !== undefined && call.query.get('force') !== 'true')
    return kubeStatus(
      409,
      `Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using networking.k8s.io/v1: .spec`,
      { resource: plural, group: 'networking.k8s.io', name },
    );
  const made: KubeObject = {
    ...applied,
    metadata: {
      ...applied.metadata,
      uid: before?.metadata.uid ?? seededUuid(`NetworkPolicy/${cluster.name}/${namespace}/${name}`),
      creationTimestamp: before?.metadata.creationTimestamp ?? kubeTime(call.now),
    },
  };
  const nothing: KubeObject = { apiVersion: made.apiVersion, kind: made.kind, metadata: { name, namespace, uid: '' } };
  const answer = written(call, what, { before: before ?? nothing, after: made, operation: 'Apply' });
  return before ? answer : { ...answer, status: 201 };
}
