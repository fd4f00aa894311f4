import { scenarios } from '../../../src/lab/scenarios/index.ts';
import type { KubePlural } from '../../../src/lab/world/kubernetes/kube-kinds.ts';
import { kubeObjects } from '../../../src/lab/world/kubernetes/objects.ts';
import { containerLog } from '../../../src/lab/world/kubernetes/pod-log.ts';
import { workspaceDatabase } from '../../../src/lab/world/tables/workspace-database.ts';
import { createWorld, type World } from '../../../src/lab/world/world.ts';

/** The moment at which scenarios are looked at. */
export const now = new Date('2026-11-25T12:00:30Z');

/** A moment so many minutes from then. */
export const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

type Row = Record<string, unknown>;
interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
}

/** The fields of Kubernetes objects that tests look at. */
export interface Observed {
  metadata: { name: string; namespace?: string; uid: string; deletionTimestamp?: string };
  spec: { nodeName?: string; replicas?: number; [more: string]: unknown };
  status: {
    phase?: string;
    conditions?: Condition[];
    containerStatuses?: {
      name: string;
      ready: boolean;
      restartCount: number;
      containerID?: string;
      state: { waiting?: { reason: string; message: string }; running?: object };
      lastState: { terminated?: { reason: string; exitCode: number; message?: string; finishedAt: string } };
    }[];
    [more: string]: unknown;
  };
  [more: string]: unknown;
}

/** A world in a scenario, and everything that its projections say of one cluster. */
export function observe(scenario: string, clusterName = 'prod-weu', world: World = createWorld({ now })) {
  const found = scenarios.find((it) => it.name === scenario);
  if (!found) throw new Error(`There is no scenario ${scenario}.`);
  found.apply(world);
  const cluster = world.cluster(clusterName);
  const objects = (plural: KubePlural, at = now) => kubeObjects(world, cluster, plural, at) as unknown as Observed[];
  const rows = (name: string, from: Date, to: Date, where: Row = {}): Row[] => {
    // Read late enough that ingestion is over.
    const table = workspaceDatabase(world, cluster.workspace, new Date(to.getTime() + 300_000), cluster).tables.get(
      name,
    );
    const columns = table?.columns ?? [];
    const wanted = columns.flatMap(({ name: it }, index) => (it in where ? [[index, where[it]] as const] : []));
    const found: Row[] = [];
    // A day of metrics is long: rows that are not wanted are never made into records.
    for (const row of table?.rows({ from, to }) ?? [])
      if (wanted.every(([index, value]) => row[index] === value))
        found.push(Object.fromEntries(columns.map((column, index) => [column.name, row[index]])));
    return found;
  };
  return {
    world,
    cluster,
    objects,
    rows,
    pods: (workload: string) => objects('pods').filter((it) => it.metadata.name.startsWith(`${workload}-`)),
    /** Texts of a pod's log as the API server gives it; undefined when there is no such run. */
    log(podName: string, previous: boolean): string[] | undefined {
      const pod = world.pods(cluster, now).find((it) => it.name === podName);
      const container = pod?.containers.find((it) => !it.init);
      return pod && container && containerLog(pod, container, previous, now)?.map((it) => it.text);
    },
    events: () =>
      objects('events') as unknown as {
        reason: string;
        message: string;
        type: string;
        count: number;
        involvedObject: { kind: string; name: string };
      }[],
  };
}
