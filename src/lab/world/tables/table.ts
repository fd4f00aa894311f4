import type { Column } from '../../kql/column.ts';
import type { Cell, TableSource } from '../../kql/database.ts';
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

/** A table of the workspace whose rows come cluster by cluster. */
export function clusterTable(
  name: string,
  columns: string,
  projection: Projection,
  rowsOf: (cluster: Cluster, range: Range, visible: (at: Date) => boolean) => Iterable<Cell[]>,
): TableSource {
  return {
    name,
    columns: columnsOf(columns),
    *rows(asked) {
      const range = within(projection, asked);
      for (const cluster of projection.clusters) {
        const seed = seedOf(`${name}/${cluster.name}`);
        yield* rowsOf(cluster, range, (at) => at.getTime() + ingestionMs(seed, at) <= projection.now.getTime());
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
