import type { Clock } from '../../model/clock.ts';
import type { MonitorAlert, SecurityAlert } from './alerts.ts';
import { type ArmRecords, newArmRecords } from './arm-records.ts';
import { buildEstate, type Estate } from './build-estate.ts';
import { cronPods } from './build-pods.ts';
import type { Cluster, ContainerRegistry, Image, Pod, Workload } from './estate.ts';
import { Faults } from './faults.ts';
import { type Group, usualGroups } from './groups.ts';
import { ImageCatalogue } from './images.ts';
import { scanImages } from './scan-images.ts';
import { defenderAlerts } from './troubles/defender-alerts.ts';
import { monitorAlerts } from './troubles/monitor-alerts.ts';
import { oomByLimit } from './troubles/oom-by-limit.ts';
import { vulnerableImage } from './troubles/vulnerable-image.ts';

/** A made-up company on Azure, whose every API and table is a projection of this one state. */
export interface World extends Estate {
  /** Time of the last day's end and of the first living minute. */
  bornAt: Date;
  /** Replaced by the fake Azure's clock; stands still until then. */
  clock: Pick<Clock, 'now'>;
  alerts: SecurityAlert[];
  monitorAlerts: MonitorAlert[];
  /** What was changed over Resource Manager. */
  arm: ArmRecords;
  faults: Faults;
  /** Groups of Entra ID; who is in them is a person's object id, or another group's. */
  groups: Group[];
  /** What ends a trouble that has no span of its own, told the moment; called by `heal`. */
  mends: ((at: Date) => void)[];
  images: ImageCatalogue;
  cluster(name: string): Cluster;
  workload(cluster: string, namespace: string, name: string): Workload;
  registry(loginServer: string): ContainerRegistry | undefined;
  image(name: string): Image;
  /** Pods that exist at a moment. */
  pods(cluster: Cluster, at: Date): Pod[];
}

/** Makes the world as it is at the beginning of the lab: some things are wrong already, unless it is to be quiet. */
export function createWorld(options: { now: Date; quiet?: boolean }): World {
  const bornAt = options.now;
  const found = <T>(thing: T | undefined, what: string): T => {
    if (thing === undefined) throw new Error(`The range has no ${what}.`);
    return thing;
  };
  const world: World = {
    ...quietState(bornAt),
    bornAt,
    clock: { now: () => bornAt },
    faults: new Faults(),
    groups: usualGroups(),
    mends: [],
    cluster: (name) =>
      found(
        world.clusters.find((it) => it.name === name),
        `cluster ${name}`,
      ),
    workload: (cluster, namespace, name) =>
      found(
        world.cluster(cluster).workloads.find((it) => it.namespace === namespace && it.name === name),
        `workload ${namespace}/${name} in ${cluster}`,
      ),
    registry: (loginServer) => world.registries.find((it) => it.loginServer === loginServer),
    image: (name) => world.images.get(name),
    pods: podsAt,
  };
  if (!options.quiet) setUsualTroubles(world);
  return world;
}

/** Makes everything well again, the past included. */
export function calm(world: World): void {
  world.faults.clear();
  world.mends = [];
  Object.assign(world, quietState(world.bornAt));
}

/** The state at the lab's start: a limit that is too low, an image with known exploits, a few alerts. */
export function setUsualTroubles(world: World): void {
  calm(world);
  oomByLimit(world);
  vulnerableImage(world);
  defenderAlerts(world);
  monitorAlerts(world);
}

function quietState(bornAt: Date): Estate & Pick<World, 'images' | 'alerts' | 'monitorAlerts' | 'arm'> {
  const images = new ImageCatalogue(bornAt);
  const estate = buildEstate(images, bornAt);
  scanImages(images, bornAt);
  return { ...estate, images, alerts: [], monitorAlerts: [], arm: newArmRecords(bornAt, estate.registries) };
}

function podsAt(cluster: Cluster, at: Date): Pod[] {
  const made = cluster.workloads.filter((it) => it.kind === 'CronJob').flatMap((it) => cronPods(cluster, it, at));
  return [...cluster.pods, ...made].filter((pod) => pod.createdAt <= at && !(pod.goneAt && pod.goneAt <= at));
}
