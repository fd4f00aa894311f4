import type { Cluster } from '../estate.ts';
import type { KubePlural } from '../kubernetes/kube-kinds.ts';
import type { KubeObject } from '../kubernetes/metadata.ts';
import type { Declared } from '../namespaced.ts';
import type { World } from '../world.ts';
import { labelPod } from './change-pod.ts';
import { changeWorkload } from './change-workload.ts';
import { composed, difference, type Edit, editKey } from './edit.ts';

/** A write that was accepted: of which object, as it was and as it is to be, by whom and how. */
export interface Write {
  plural: KubePlural;
  before: KubeObject;
  after: KubeObject;
  manager: string;
  operation: Edit['managers'][number]['operation'];
}

/** Makes the world so that an object becomes what was written; what the world has no place for is kept beside it. */
export function writeObject(world: World, cluster: Cluster, { plural, before, after, ...by }: Write, at: Date): void {
  const { name, namespace } = after.metadata;
  const key = editKey(plural, namespace, name);
  const edit = cluster.edits.get(key) ?? { overlay: {}, generations: 0, managers: [] };
  const lastBefore = lastRevision(cluster, after);
  const written = difference(kept(plural, before), kept(plural, after));
  const isSpecChanged = difference(before.spec, after.spec) !== undefined;
  const known = edit.managers.filter((it) => it.manager !== by.manager || it.operation !== by.operation);
  change(world, cluster, { plural, before, after }, at);
  cluster.edits.set(key, {
    overlay: (written ? composed(edit.overlay, written) : edit.overlay) as Edit['overlay'],
    generations: edit.generations + (isSpecChanged && lastBefore === lastRevision(cluster, after) ? 1 : 0),
    managers: [...known, { manager: by.manager, operation: by.operation, at }],
  });
}

function lastRevision(cluster: Cluster, { kind, metadata }: KubeObject): number | undefined {
  return cluster.workloads
    .find((it) => it.kind === kind && it.namespace === metadata.namespace && it.name === metadata.name)
    ?.rollouts.at(-1)?.revision;
}

function change(
  world: World,
  cluster: Cluster,
  { plural, before, after }: Pick<Write, 'plural' | 'before' | 'after'>,
  at: Date,
): void {
  const { name, namespace, labels } = after.metadata;
  const isIt = (it: { namespace: string; name: string }) => it.namespace === (namespace ?? '') && it.name === name;
  switch (plural) {
    case 'deployments':
    case 'statefulsets':
    case 'daemonsets':
    case 'cronjobs': {
      const workload = cluster.workloads.find((it) => it.kind === after.kind && isIt(it));
      if (workload) changeWorkload(world, cluster, workload, after, at);
      return;
    }
    case 'pods': {
      const pod = cluster.pods.find((it) => it.uid === after.metadata.uid);
      if (pod && difference(before.metadata.labels, labels)) labelPod(world, cluster, pod, labels ?? {}, at);
      return;
    }
    case 'nodes': {
      const node = cluster.nodes.find((it) => it.name === name);
      const spec = after.spec as { unschedulable?: boolean; taints?: Cluster['nodes'][number]['taints'] };
      if (!node) return;
      node.cordoned = spec.unschedulable === true;
      node.taints = (spec.taints ?? []).filter((it) => !it.key.startsWith('node.kubernetes.io/'));
      return;
    }
    case 'services': {
      const service = cluster.services.find(isIt);
      if (service) service.selector = (after.spec as { selector?: Record<string, string> }).selector ?? {};
      return;
    }
    case 'networkpolicies':
    case 'rolebindings':
    case 'clusterrolebindings': {
      const { apiVersion: _api, kind, metadata: _metadata, ...body } = after;
      const declared = cluster.declared.find((it) => it.kind === kind && isIt(it));
      if (declared) declared.body = body;
      else
        cluster.declared.push({
          kind: kind as Declared['kind'],
          namespace: namespace ?? '',
          name,
          createdAt: at,
          body,
        });
    }
  }
}

/** What of an object no part of the world has a place for. */
function kept(plural: KubePlural, { metadata, spec }: KubeObject) {
  const { labels, annotations } = metadata;
  // Replicas, template and the like are the world's own.
  const {
    replicas: _1,
    template: _2,
    jobTemplate: _3,
    suspend: _4,
    unschedulable: _5,
    taints: _6,
    selector: _7,
    ...rest
  } = (spec ?? {}) as Record<string, unknown>;
  const isDeclared = ['networkpolicies', 'rolebindings', 'clusterrolebindings', 'pods'].includes(plural);
  return {
    metadata: { ...(plural !== 'pods' && { labels: labels ?? {} }), annotations: annotations ?? {} },
    ...(!isDeclared && { spec: rest }),
  };
}
