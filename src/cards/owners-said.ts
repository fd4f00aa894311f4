import type { ImageRun } from '../model/image-run.ts';
import { plain } from './plain.ts';
import { names } from './some.ts';

const most = 2;

/** Who owns what runs, each once, with the tag that says so where nothing nearer does; undefined where nobody is known. */
export function ownersSaid(
  runs: readonly { owner?: string | undefined; ownerFrom?: ImageRun['ownerFrom'] }[],
): string | undefined {
  const owners = new Set(
    runs.flatMap(({ owner, ownerFrom }) =>
      owner === undefined ? [] : [ownerFrom === undefined ? owner : `${owner} (tag of the ${ownerFrom})`],
    ),
  );
  return owners.size === 0 ? undefined : plain(names([...owners], most), 120);
}
