import type { V1NetworkPolicy } from '@kubernetes/client-node';
import { UpstreamError } from '../errors.ts';
import type { Work } from './access.ts';
import { parseArmId } from './arm-id.ts';
import type { KubernetesKinds } from './kubernetes.ts';
import { changeSender } from './kubernetes-change-send.ts';
import { type PatchType, patchBody, patchTypes } from './kubernetes-patch.ts';
import type { KubernetesReach } from './kubernetes-reach.ts';

/** What may be changed, by plural name. */
export type ChangeableKind =
  | 'deployments'
  | 'statefulsets'
  | 'daemonsets'
  | 'replicasets'
  | 'cronjobs'
  | 'pods'
  | 'nodes'
  | 'services'
  | 'networkpolicies'
  | 'poddisruptionbudgets'
  | 'horizontalpodautoscalers'
  | 'rolebindings'
  | 'clusterrolebindings';

/** Which object of a kind; without a namespace, one that lives in none. */
export interface ObjectName {
  name: string;
  namespace?: string | undefined;
}

/** Whether the change is only tried: the API server admits and validates it, answers with what would be, and keeps nothing. */
export interface Trial {
  dryRun: boolean;
}

/** A patch, and the state of the object that it was made for. */
export interface Patching extends Trial {
  type: PatchType;
  /** Of the object when it was read; the API server answers 409 (`conflict`) when it is another by now. */
  resourceVersion: string;
}

/** What the object must still be when it is removed. */
export interface Removing extends Trial {
  /** Of the object that was meant: one of the same name that was made since has another. */
  uid: string;
  resourceVersion?: string | undefined;
  /** Seconds that containers get to end; the object's own when left out. */
  gracePeriodSeconds?: number | undefined;
}

/**
 * Changes of objects in a cluster, each in one request, as field manager "watchkeeper". Nothing here is tried twice
 * (but for a 401, which says that nothing was done). Every method throws KubernetesChangeError, or UpstreamError when
 * already the way to the API server was not found. `why: 'unknown'` means that it may have been done. A private
 * cluster is out of reach: nothing is changed by run commands.
 */
export interface KubernetesChanges {
  /**
   * Patches an object and gives it as it is afterwards (with `dryRun`, as it would be). Replicas are scaled by a patch
   * of `spec.replicas`, a restart is a patch of the template's annotation, cordon one of `spec.unschedulable`.
   * A `json` patch is a list of operations, the others are an object.
   */
  patch<K extends ChangeableKind>(
    clusterId: string,
    kind: K,
    object: ObjectName,
    patch: object,
    options: Patching,
  ): Promise<KubernetesKinds[K]>;
  /**
   * Server-side apply of an object that is ours: creates it, or sets the fields that we own. Fields that another
   * manager owns are never taken from it: that is a `conflict`.
   */
  apply(
    clusterId: string,
    kind: 'networkpolicies',
    object: V1NetworkPolicy & { metadata: { name: string; namespace: string } },
    options: Trial,
  ): Promise<V1NetworkPolicy>;
  /** Deletes an object, what it owns in the background. */
  remove(clusterId: string, kind: ChangeableKind, object: ObjectName, options: Removing): Promise<void>;
  /** Asks for a pod to go, as a drain does: `why: 'budget'` while a PodDisruptionBudget keeps it. */
  evict(clusterId: string, pod: Required<ObjectName>, options: Trial & { uid: string }): Promise<void>;
}

const service = 'Kubernetes API';
const json = 'application/json';
/** Who the fields belong to that we set. */
const fieldManager = 'watchkeeper';
/** A field that the API server does not know is an error and is not dropped. */
const written = { fieldManager, fieldValidation: 'Strict' };

/** Changes over the same connections that read. */
export function connectKubernetesChanges(reach: KubernetesReach): (work: Work) => KubernetesChanges {
  return (work) => {
    const send = changeSender(reach, work);
    return {
      patch: async (clusterId, kind, object, patch, { type, resourceVersion, dryRun }) => {
        if (!resourceVersion) throw unconditional(clusterId);
        return send(clusterId, {
          method: 'PATCH',
          kind,
          object,
          dryRun,
          query: written,
          contentType: patchTypes[type],
          body: patchBody(type, patch, resourceVersion),
        });
      },
      apply: (clusterId, kind, object, { dryRun }) =>
        send(clusterId, {
          method: 'PATCH',
          kind,
          object: { name: object.metadata.name, namespace: object.metadata.namespace },
          dryRun,
          query: { ...written, force: 'false' },
          // JSON is YAML as well.
          contentType: 'application/apply-patch+yaml',
          body: { ...object, apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
        }),
      remove: async (clusterId, kind, object, { uid, resourceVersion, gracePeriodSeconds, dryRun }) => {
        await send(clusterId, {
          method: 'DELETE',
          kind,
          object,
          dryRun,
          contentType: json,
          body: {
            kind: 'DeleteOptions',
            apiVersion: 'v1',
            preconditions: { uid, ...(resourceVersion && { resourceVersion }) },
            propagationPolicy: 'Background',
            ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
            // With a body, the API server does not look at the query.
            ...(dryRun && { dryRun: ['All'] }),
          },
        });
      },
      evict: async (clusterId, pod, { uid, dryRun }) => {
        await send(clusterId, {
          method: 'POST',
          kind: 'pods',
          object: pod,
          subresource: 'eviction',
          dryRun,
          query: { fieldManager },
          contentType: json,
          body: {
            apiVersion: 'policy/v1',
            kind: 'Eviction',
            metadata: { name: pod.name, namespace: pod.namespace },
            deleteOptions: { preconditions: { uid }, ...(dryRun && { dryRun: ['All'] }) },
          },
        });
      },
    };
  };
}

function unconditional(clusterId: string): UpstreamError {
  const target = `cluster ${parseArmId(service, clusterId).name}`;
  return new UpstreamError(service, 'malformed', 'gave an object without a version to compare with', { target });
}
