import type { Column } from '../../kql/column.ts';
import type { Cell, Keeps, TableSource } from '../../kql/database.ts';
import type { Cluster, Workspace } from '../estate.ts';
import { noise, seedOf } from '../seeded.ts';
import type { World } from '../world.ts';

/** What a table is projected from. `clusters` is fewer than the workspace's when the query is about one resource. */
export interface Projection {
  world: World;
  workspace: Workspace;
  clusters: Cluster[];
  now: Date;
}

/** A span of time, as a query asks for it. */
export interface Range {
  from: Date;
  to: Date;
}

const minute = 60_000;

/** Columns written as "name:type name:type". */
export function columnsOf(text: string): Column[] {
  return text
    .trim()
    .split(/\s+/)
    .map((it) => {
      const [name = '', type = 'string'] = it.split(':');
      return { name, type: type as Column['type'] };
    });
}

/** What one cluster's rows are made from: a span, what of it can be seen already, and what the query wants. */
export interface Asked {
  range: Range;
  visible(at: Date): boolean;
  keeps: Keeps;
}

/** What the agent collects by its default preset. */
const logsAndEvents = new Set(['ContainerLogV2', 'KubeEvents', 'KubePodInventory']);

/** A table of the workspace whose rows come cluster by cluster. */
export function clusterTable(
  name: string,
  columns: string,
  projection: Projection,
  rowsOf: (cluster: Cluster, asked: Asked) => Iterable<Cell[]>,
): TableSource {
  return {
    name,
    columns: columnsOf(columns),
    *rows(span, keeps = () => true) {
      const range = within(projection, span);
      for (const cluster of projection.clusters) {
        const wanted =
          keeps('ClusterId', cluster.id) &&
          keeps('ClusterName', cluster.name) &&
          keeps('_ResourceId', cluster.id.toLowerCase());
        const seed = seedOf(`${name}/${cluster.name}`);
        const visible = (at: Date) => at.getTime() + ingestionMs(seed, at) <= projection.now.getTime();
        const collected =
          cluster.collects === 'standard' || (cluster.collects === 'logs-and-events' && logsAndEvents.has(name));
        if (wanted && collected) yield* rowsOf(cluster, { range, visible, keeps });
      }
    },
  };
}

/** What there is of the asked span: the history begins a day before the world's birth. */
function within(projection: Projection, asked: Range | undefined): Range {
  const begin = projection.world.bornAt.getTime() - 24 * 60 * minute;
  return {
    from: new Date(Math.max(begin, asked?.from.getTime() ?? begin)),
    to: new Date(Math.min(projection.now.getTime(), (asked?.to.getTime() ?? Number.POSITIVE_INFINITY) + 1)),
  };
}

/** Scrape, upload and ingestion: a row is seen one to three and a half minutes after it was generated. */
function ingestionMs(seed: number, at: Date): number {
  return minute + noise(seed, Math.floor(at.getTime() / minute)) * 150_000;
}

/** The agent's samples in a span: one a minute. */
export function* samples(range: Range): Generator<Date> {
  for (let time = Math.ceil(range.from.getTime() / minute) * minute; time < range.to.getTime(); time += minute)
    yield new Date(time);
}
