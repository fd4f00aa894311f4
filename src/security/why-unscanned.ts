const hour = 60 * 60 * 1000;

/** Why Defender has no row of an image, as far as what is known decides it, and what to do. */
export function whyUnscanned(
  known: { planIsOn: boolean | undefined; pushedAt: Date; registry: string; runs: boolean },
  now: Date,
): { why: string; next: string } {
  const age = now.getTime() - known.pushedAt.getTime();
  if (known.planIsOn === false) {
    return {
      why: `The Defender plan for containers is off in the subscription of ${known.registry}.`,
      next: 'Turn on Defender for Containers in that subscription; images are scanned within a day.',
    };
  }
  if (age < 24 * hour) {
    return { why: 'It was pushed less than a day ago, and Defender has no result yet.', next: 'Ask again in an hour.' };
  }
  if (age > 90 * 24 * hour && !known.runs) {
    return {
      why: 'It was pushed over 90 days ago; Defender rescans only images that were pushed or pulled in the last 90 days, or that run.',
      next: 'Pull it once, or push it again, to have it scanned.',
    };
  }
  return {
    why: 'Defender has no result for this digest: the plan may have come on after the push, or the base image is not supported.',
    next: 'Push the image again; if it still has no result, check that its operating system is supported.',
  };
}
