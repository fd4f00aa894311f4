import type { Cluster, Rollout, Workload } from '../estate.ts';
import type { KubeObject } from '../kubernetes/metadata.ts';
import { podTemplate } from '../kubernetes/pod-template.ts';
import type { World } from '../world.ts';
import { containersOf, podSpecOf, type WiredTemplate } from './read-template.ts';
import { rollPods } from './roll-pods.ts';
import { scaleWorkload } from './scale-workload.ts';

interface WiredSpec {
  replicas?: number;
  template?: WiredTemplate;
  suspend?: boolean;
  jobTemplate?: { spec: { template: WiredTemplate } };
}

/** Makes a workload what its object was made: another template is rolled out, another number of replicas scaled to. */
export function changeWorkload(world: World, cluster: Cluster, workload: Workload, wanted: KubeObject, at: Date): void {
  const spec = wanted.spec as WiredSpec;
  const cause = (wanted.metadata.annotations as Record<string, string> | undefined)?.['kubernetes.io/change-cause'];
  const wired = spec.template ?? spec.jobTemplate?.spec.template;
  if (workload.kind === 'CronJob' && spec.suspend && !workload.suspendedAt) workload.suspendedAt = at;
  if (workload.kind === 'CronJob' && !spec.suspend) delete workload.suspendedAt;
  if (spec.replicas !== undefined && spec.replicas !== workload.replicas)
    scaleWorkload(world, cluster, workload, spec.replicas, at);
  if (wired && !isSame(podTemplate(workload), wired)) rollTemplate(world, cluster, workload, { wired, cause, at });
}

function rollTemplate(
  world: World,
  cluster: Cluster,
  workload: Workload,
  { wired, cause, at }: { wired: WiredTemplate; cause: string | undefined; at: Date },
): void {
  const last = workload.rollouts.at(-1);
  if (!last) return;
  last.containers ??= workload.containers;
  last.podSpec ??= workload.podSpec ?? {};
  // The ReplicaSet of an earlier revision with this very template is taken up again.
  const known = workload.rollouts.slice(0, -1).findLast((it) => isSame(templateAt(workload, it), wired));
  const base = podTemplate(workload, undefined, workload.containers, {}, {}) as unknown as WiredTemplate;
  const containers = known ? containersAt(workload, known) : containersOf(world, workload, wired);
  const image = containers.find((it) => !it.init)?.image ?? last.image;
  const annotations = wired.metadata?.annotations;
  const rollout: Rollout = {
    revision: last.revision + 1,
    at,
    image,
    ...(annotations && { annotations }),
    ...(cause && { cause }),
    ...(known && { sameAs: known.sameAs ?? { revision: known.revision, at: known.at } }),
  };
  workload.rollouts = [...workload.rollouts.filter((it) => it !== known), rollout];
  workload.containers = containers;
  workload.podSpec = known?.podSpec ?? podSpecOf(base, wired);
  if (workload.kind !== 'CronJob') rollPods(world, cluster, workload, rollout, at);
}

function templateAt(workload: Workload, it: Rollout) {
  return podTemplate(workload, it.image, it.containers, it.podSpec, it.annotations ?? {});
}

/** The containers of an earlier revision: those of now with the image of then, where nothing else was kept. */
function containersAt(workload: Workload, { containers, image }: Rollout) {
  if (containers) return containers;
  const main = workload.containers.find((it) => !it.init);
  return workload.containers.map((it) => (it === main ? { ...it, image } : it));
}

/** Whether two templates are the same: the order of fields, the controller's own label and the version's do not count. */
function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

const apart = new Set(['pod-template-hash', 'app.kubernetes.io/version', 'creationTimestamp']);

function canonical(value: unknown): string {
  return JSON.stringify(value, (key, it: unknown) => {
    if (apart.has(key)) return undefined;
    if (typeof it !== 'object' || it === null || Array.isArray(it)) return it;
    const filled = Object.entries(it).filter(
      ([name, one]) => !(name === 'annotations' && Object.keys(one ?? {}).length === 0),
    );
    return Object.fromEntries(filled.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
