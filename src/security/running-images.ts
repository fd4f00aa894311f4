import { digestsOf, type ImageRun } from '../model/image-run.ts';
import type { ImageHead } from '../model/image-snapshot.ts';
import { imageText } from '../model/parse-image.ts';
import type { RunningImage } from '../model/running-image.ts';

/** What runs, an image each, those on top that most practices speak against; `ours` undefined: nobody knows which registries are ours. */
export function runningImages(
  runs: readonly ImageRun[],
  { ours, heads }: { ours?: ReadonlySet<string> | undefined; heads: ReadonlyMap<string, ImageHead> },
): RunningImage[] {
  const groups = Map.groupBy(runs, (it) => `${it.registry ?? ''}/${it.repository} ${it.digest ?? it.tag ?? ''}`);
  return [...groups.values()]
    .flatMap((those): RunningImage[] => {
      const [first] = those;
      if (!first) return [];
      // Without a registry the runtime took Docker Hub.
      const isOurs = ours === undefined ? undefined : ours.has(first.registry ?? 'docker.io');
      const { registry, repository, tag, digest } = first;
      return [
        {
          name: imageText(first),
          ref: `${registry ? `${registry}/` : ''}${repository}${digest ? `@${digest}` : tag ? `:${tag}` : ''}`,
          isOurs,
          isLatest: tag === undefined ? digest === undefined : tag.toLowerCase() === 'latest',
          isPinned: those.every((it) => it.isPinned),
          head: those.flatMap(digestsOf).flatMap((it) => heads.get(it) ?? [])[0],
          runs: those.toSorted((a, b) => b.pods - a.pods),
        },
      ];
    })
    .sort((a, b) => flags(b) - flags(a) || podsOf(b) - podsOf(a) || a.name.localeCompare(b.name));
}

function flags({ isOurs, isLatest }: RunningImage): number {
  return (isOurs === false ? 2 : 0) + (isLatest ? 1 : 0);
}

function podsOf({ runs }: RunningImage): number {
  return runs.reduce((sum, it) => sum + it.pods, 0);
}
