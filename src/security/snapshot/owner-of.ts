import type { OwnerTags } from '../../evidence/images/owner-tags.ts';
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

/** The same runs; those that still have no owner get the one by the tag of their registry, else of their cluster. */
export function taggedRuns(
  runs: readonly ImageRun[],
  { registries, clusters }: OwnerTags,
  clusterId: string,
): ImageRun[] {
  return runs.map((run): ImageRun => {
    if (run.owner !== undefined) return run;
    const ofRegistry = registries.get(run.registry ?? '');
    if (ofRegistry !== undefined) return { ...run, owner: ofRegistry, ownerFrom: 'registry' };
    const ofCluster = clusters.get(clusterId.toLowerCase());
    return ofCluster === undefined ? run : { ...run, owner: ofCluster, ownerFrom: 'cluster' };
  });
}

/** The owner of an image by what runs of it: one that is named near it before one by a tag. */
export function ownerAmong(runs: readonly ImageRun[]): {
  owner?: string | undefined;
  ownerFrom?: ImageRun['ownerFrom'];
} {
  const owned = runs.filter(({ owner }) => owner !== undefined);
  const nearest = owned.find(({ ownerFrom }) => ownerFrom === undefined) ?? owned[0];
  return nearest ? { owner: nearest.owner, ownerFrom: nearest.ownerFrom } : {};
}

/** The owner in the settings that a label means; undefined for one that is only a word. */
export function ownerNamed(name: string | undefined, owners: readonly Owner[]): Owner | undefined {
  return name === undefined ? undefined : owners.find((it) => it.name.toLowerCase() === name.toLowerCase());
}
