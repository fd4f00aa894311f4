import { edited } from '../changes/edit.ts';
import type { Cluster } from '../estate.ts';
import type { World } from '../world.ts';
import { autoscalerObject } from './autoscaler-object.ts';
import { budgetObject, declaredObject, leaseObject, revisionObject } from './declared-objects.ts';
import { eventObjects } from './event-objects.ts';
import { jobObjects } from './job-objects.ts';
import { type KubePlural, kubeKinds } from './kube-kinds.ts';
import type { KubeObject } from './metadata.ts';
import { nodeObject } from './node-object.ts';
import { podObject } from './pod-object.ts';
import { replicaSetObjects } from './replica-set-objects.ts';
import { scaledObject } from './scaled-object.ts';
import { endpointSliceObject, endpointsObject, serviceObject } from './service-objects.ts';
import { quotaObject, settingsObject } from './settings-objects.ts';
import { claimObject, isBound, storageClassObjects, volumeObject } from './storage-objects.ts';
import { workloadObject } from './workload-objects.ts';

/** Every object of a kind in a cluster at a moment, by namespace and name as etcd orders them. */
export function kubeObjects(world: World, cluster: Cluster, plural: KubePlural, at: Date): KubeObject[] {
  const objects = edited(cluster, plural, unordered(world, cluster, plural, at));
  const key = (it: KubeObject) => `${it.metadata.namespace ?? ''}/${it.metadata.name}`;
  return objects.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** What a namespace enforces of the Pod Security Standards, by its labels. */
const podSecurity: Readonly<Record<string, Record<string, string>>> = {
  payments: { 'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/warn': 'restricted' },
  identity: { 'pod-security.kubernetes.io/enforce': 'baseline' },
};

function unordered(world: World, cluster: Cluster, plural: KubePlural, at: Date): KubeObject[] {
  const pods = world.pods(cluster, at);
  const nodes = cluster.nodes.filter((it) => it.createdAt <= at && !(it.goneAt && it.goneAt <= at));
  const kind = kubeKinds[plural].kind;
  switch (plural) {
    case 'pods':
      return pods.map((pod) => podObject(pod, at));
    case 'nodes':
      return nodes.map((node) => nodeObject(cluster, node, at));
    case 'events':
      return eventObjects(cluster, at);
    case 'namespaces':
      return [...new Set(['default', ...cluster.workloads.map((it) => it.namespace)])].map((name) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name,
          uid: `${cluster.name}-${name}`,
          labels: { 'kubernetes.io/metadata.name': name, ...podSecurity[name] },
        },
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      }));
    case 'replicasets':
      return cluster.workloads
        .filter((it) => it.kind === 'Deployment')
        .flatMap((it) => replicaSetObjects(cluster, it, pods, at));
    case 'jobs':
      return cluster.workloads.filter((it) => it.kind === 'CronJob').flatMap((it) => jobObjects(cluster, it, pods, at));
    case 'services':
      return cluster.services.map((it) => serviceObject(cluster, it));
    case 'endpoints':
      return cluster.services.map((it) => endpointsObject(cluster, it, pods, at));
    case 'endpointslices':
      return cluster.services.map((it) => endpointSliceObject(cluster, it, pods, at));
    case 'persistentvolumeclaims':
      return cluster.claims.map((it) => claimObject(cluster, it, at));
    case 'persistentvolumes':
      return cluster.claims.filter((it) => isBound(it, at)).map((it) => volumeObject(cluster, it));
    case 'storageclasses':
      return storageClassObjects(cluster);
    case 'configmaps':
    case 'secrets':
      return cluster.settings.filter((it) => it.kind === kind).map((it) => settingsObject(cluster, it));
    case 'serviceaccounts':
    case 'networkpolicies':
    case 'ingresses':
    case 'limitranges':
    case 'roles':
    case 'clusterroles':
    case 'rolebindings':
    case 'clusterrolebindings':
    case 'validatingwebhookconfigurations':
      return cluster.declared.filter((it) => it.kind === kind).map((it) => declaredObject(cluster, it));
    case 'horizontalpodautoscalers':
      return cluster.autoscalers.map((it) => autoscalerObject(cluster, it, pods, at));
    case 'scaledobjects':
      return (cluster.scaledObjects ?? []).map((it) => scaledObject(cluster, it, at));
    case 'poddisruptionbudgets':
      return cluster.budgets.map((it) => budgetObject(cluster, it, pods, at));
    case 'leases':
      return nodes.map((node) => leaseObject(node, at));
    case 'controllerrevisions':
      return cluster.workloads
        .filter((it) => it.kind === 'StatefulSet' || it.kind === 'DaemonSet')
        .map((it) => revisionObject(cluster, it));
    case 'resourcequotas':
      return cluster.quotas.map((it) => quotaObject(cluster, it, pods));
    default:
      return cluster.workloads.filter((it) => it.kind === kind).map((it) => workloadObject(cluster, it, pods, at));
  }
}
