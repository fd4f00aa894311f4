import type { V1PersistentVolume, V1PersistentVolumeClaim } from '@kubernetes/client-node';
import { quantity } from '../../evidence/kubernetes/quantity.ts';
import { meetsSelector } from '../scheduling/label-match.ts';

/** What may keep a claim and a volume apart, the first told first. */
export const mismatches = ['storage-class', 'selector', 'access-mode', 'volume-mode', 'capacity', 'taken'] as const;

/** One of them. */
export type Mismatch = (typeof mismatches)[number];

/** Everything that keeps a claim and a volume apart; nothing, when they would be bound. */
export function mismatchesOf(
  claim: V1PersistentVolumeClaim,
  volume: V1PersistentVolume,
  storageClass: string,
): Mismatch[] {
  const { selector, accessModes = [], resources, volumeMode = 'Filesystem' } = claim.spec ?? {};
  const spec = volume.spec;
  const found: Mismatch[] = [];
  if ((spec?.storageClassName ?? '') !== storageClass) found.push('storage-class');
  if (selector && !meetsSelector(volume.metadata?.labels, selector)) found.push('selector');
  if (accessModes.some((mode) => !spec?.accessModes?.includes(mode))) found.push('access-mode');
  if (volumeMode !== (spec?.volumeMode ?? 'Filesystem')) found.push('volume-mode');
  const asked = quantity(resources?.requests?.storage);
  const offered = quantity(spec?.capacity?.storage);
  if (asked !== undefined && offered !== undefined && asked > offered) found.push('capacity');
  if (isTaken(claim, volume)) found.push('taken');
  return found;
}

/** Whether a volume belongs to another claim: bound to it, reserved for it, or not yet released from it. */
function isTaken({ metadata }: V1PersistentVolumeClaim, { spec, status }: V1PersistentVolume): boolean {
  const owner = spec?.claimRef;
  if (owner) return owner.name !== metadata?.name || owner.namespace !== metadata?.namespace;
  return status?.phase !== undefined && status.phase !== 'Available' && status.phase !== 'Pending';
}

/**
 * The one mismatch to mend, and the volume that the claim would then get: of volumes that are free first; a volume of
 * another claim only where none of them is that near. `alone` is false where more than that one keeps them apart.
 */
export function nearestVolume(
  claim: V1PersistentVolumeClaim,
  volumes: readonly V1PersistentVolume[],
  storageClass: string,
): { mismatch: Mismatch; volume: V1PersistentVolume; alone: boolean } | undefined {
  const named = claim.spec?.volumeName;
  const compared = volumes
    .filter((volume) => !named || volume.metadata?.name === named)
    .map((volume) => ({ volume, found: mismatchesOf(claim, volume, storageClass) }));
  if (compared.some(({ found }) => found.length === 0)) return undefined;
  const free = compared.filter(({ found }) => !found.includes('taken'));
  const single = (among: typeof compared) =>
    mismatches
      .map((mismatch) => ({ mismatch, its: among.filter(({ found }) => found.length === 1 && found[0] === mismatch) }))
      .sort((a, b) => b.its.length - a.its.length)[0];
  for (const among of [free, compared]) {
    const best = single(among);
    const [first] = best?.its ?? [];
    if (best && first) return { mismatch: best.mismatch, volume: first.volume, alone: true };
  }
  const [nearest] = (free.length > 0 ? free : compared).toSorted((a, b) => a.found.length - b.found.length);
  return nearest?.found[0] && { mismatch: nearest.found[0], volume: nearest.volume, alone: false };
}
