import { matchesGlob } from '../../model/glob.ts';
import type { ImageRun } from '../../model/image-run.ts';
import type { ImagesConfig } from './images-config.ts';

/** One of the owners in the settings. */
export type Owner = ImagesConfig['owners'][number];

/** The same runs; those without a label of their own owner get the one whose namespace it is by the settings. */
export function ownedRuns(runs: readonly ImageRun[], owners: readonly Owner[]): ImageRun[] {
  return runs.map((run) => {
    if (run.owner !== undefined) return run;
    const owner = owners.find(({ namespaces }) => namespaces.some((it) => matchesGlob(it, run.namespace)));
    return owner ? { ...run, owner: owner.name } : run;
  });
}

/** The owner in the settings that a label means; undefined for one that is only a word. */
export function ownerNamed(name: string | undefined, owners: readonly Owner[]): Owner | undefined {
  return name === undefined ? undefined : owners.find((it) => it.name.toLowerCase() === name.toLowerCase());
}
