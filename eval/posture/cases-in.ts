import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A recorded case: a file of manifests, and whether what is in it meets the level. */
export interface PostureCase {
  file: string;
  level: 'privileged' | 'baseline' | 'restricted';
  verdict: 'pass' | 'fail';
  text: string;
}

const isLevel = (name: string): name is PostureCase['level'] => /^(privileged|baseline|restricted)$/.test(name);
const isVerdict = (name: string): name is PostureCase['verdict'] => name === 'pass' || name === 'fail';

/** The cases of a folder and of those below it, by name: files of YAML or JSON in <level>/<pass|fail>/. */
export function casesIn(folder: string): PostureCase[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((file): PostureCase[] => {
      if (statSync(file).isDirectory()) return casesIn(file);
      const verdict = basename(dirname(file));
      const level = basename(dirname(dirname(file)));
      return /\.(ya?ml|json)$/.test(file) && isVerdict(verdict) && isLevel(level)
        ? [{ file, level, verdict, text: readFileSync(file, 'utf8') }]
        : [];
    });
}
