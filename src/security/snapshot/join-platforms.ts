import type { ImagePlatform } from '../../model/image-platform.ts';
import type { ClusterRuns, ImageRun } from '../../model/image-run.ts';
import type { ImageReading } from '../../store/image-tables.ts';

/** The same runs, each whose digest is known to be an index with the digests of its images for the cluster's nodes. */
export async function joinPlatforms(of: ClusterRuns, images: Pick<ImageReading, 'platforms'>): Promise<ClusterRuns> {
  const known = await images.platforms([...new Set(of.runs.flatMap(({ digest }) => digest ?? []))]);
  return { ...of, runs: of.runs.map((run) => withPlatforms(run, known.get(run.digest ?? '') ?? [], of.architectures)) };
}

function withPlatforms(
  run: ImageRun,
  platforms: readonly ImagePlatform[],
  architectures: readonly string[] = [],
): ImageRun {
  if (platforms.length === 0) return run;
  const fitting = platforms.filter(({ os, architecture }) => architectures.includes(`${os}/${architecture}`));
  // Of nodes that nobody could read each may be the one.
  const those = fitting.length > 0 ? fitting : platforms;
  return { ...run, platforms: those.map(({ digest }) => digest) };
}
