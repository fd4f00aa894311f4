import { replica } from '../build-pods.ts';
import type { Cluster, Container, Image, Pod, PodSpec, Workload } from '../estate.ts';
import type { World } from '../world.ts';

const minute = 60_000;

/** A change of a workload's template, and how far it came. */
export interface RollOut {
  cluster?: string;
  namespace: string;
  workload: string;
  minutesAgo: number;
  /** "contoso.azurecr.io/cart:1.13"; the same image when left out. */
  image?: string;
  /** The image was never pushed to its registry. */
  unpushed?: boolean;
  /** What becomes different of the main container. */
  change?: Partial<Container>;
  /** How many pods it should have from then on; as many as before when left out. */
  replicas?: number;
  /** What becomes different of init containers. */
  init?: Partial<Container>;
  /** What becomes different of the template's spec. */
  podSpec?: PodSpec;
  /** Why the API server admits no new pod, in its words; old ones stay. */
  refused?: string;
  /** New pods never become ready, so that old ones stay. */
  stuck?: boolean;
  cause?: string;
}

/** What a roll-out made. */
export interface RolledOut {
  cluster: Cluster;
  workload: Workload;
  at: Date;
  /** The main container as it is now. */
  container: Container;
  pods: Pod[];
}

/** Gives a workload a new template: all pods are replaced, or as many as 25 % of surge and of unavailability allow while no new one is ready. */
export function rollOut(world: World, given: RollOut): RolledOut {
  const cluster = world.cluster(given.cluster ?? 'prod-weu');
  const workload = world.workload(cluster.name, given.namespace, given.workload);
  const before = workload.rollouts.at(-1);
  const old = workload.containers.find((it) => !it.init);
  if (!before || !old) throw new Error(`The range has no container in ${given.workload}.`);
  const at = new Date(world.clock.now().getTime() - given.minutesAgo * minute);
  const image: Image = given.image ? world.image(given.image) : old.image;
  if (given.image && !given.unpushed) push(world, image, at);
  const container = { ...old, image, ...given.change };

  const stuck = given.stuck || given.refused !== undefined;
  before.containers = workload.containers;
  before.podSpec = workload.podSpec ?? {};
  if (given.podSpec) workload.podSpec = given.podSpec;
  workload.containers = workload.containers.map((it) =>
    it === old ? container : it.init ? { ...it, ...given.init } : it,
  );
  workload.replicas = given.replicas ?? workload.replicas;
  const existing = cluster.pods.filter((it) => it.workload === workload && !it.goneAt);
  const unavailable = stuck ? Math.floor(existing.length / 4) : existing.length;
  const count = stuck ? unavailable + Math.ceil(existing.length / 4) : (given.replicas ?? existing.length);
  workload.rollouts.push({
    revision: before.revision + 1,
    at,
    image,
    ...(given.cause && { cause: given.cause }),
    ...(stuck && { stuck: true }),
    ...(given.refused !== undefined && { refused: { message: given.refused, wanted: count } }),
  });
  for (const [index, pod] of existing.slice(0, unavailable).entries())
    pod.goneAt = after(at, (index + 1) * 21_000 + 5_000);
  const pods = Array.from({ length: given.refused === undefined ? count : 0 }, (_, index) =>
    replica(cluster, workload, index, after(at, 1_000 + index * 21_000)),
  );
  cluster.pods.push(...pods);
  return { cluster, workload, at, container, pods };
}

/** Puts an image into its registry an hour before it is rolled out; public registries have no list. */
function push(world: World, image: Image, rolledOutAt: Date): void {
  const images = world.registry(image.registry)?.images;
  if (!images || images.includes(image)) return;
  image.pushedAt = after(rolledOutAt, -60 * minute);
  images.push(image);
}

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
