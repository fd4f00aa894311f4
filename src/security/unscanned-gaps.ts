import type { Gap } from '../model/gap.ts';

/** Of an index of which Defender scanned some images: the platforms ("linux/arm64") of which nothing is known. */
export function unscannedGaps(platforms: readonly string[] | undefined, name: string): Gap[] {
  if (!platforms || platforms.length === 0) return [];
  return [
    {
      what: `findings of ${name} for ${platforms.join(', ')}`,
      service: 'Defender for Cloud',
      why: 'Defender has no result for this part of the image.',
      next: 'Ask again in an hour; a platform that nobody runs is better left out of the build.',
    },
  ];
}
