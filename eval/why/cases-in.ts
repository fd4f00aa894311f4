import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The files of recorded cases in a folder and in those below it, in the order of their names. */
export function casesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? casesIn(path) : /\.json(\.gz)?$/.test(path) ? [path] : []));
}
