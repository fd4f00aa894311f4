import type { Azure } from '../../azure/azure.ts';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { GateVerdict } from '../../model/gate-verdict.ts';
import type { ImageRef } from '../../model/image.ts';
import type { FoundImage } from '../locate-image.ts';
import { scanImage } from '../scan-image.ts';
import { foundByDefender } from './found-by-defender.ts';
import type { GatePolicy } from './gate-policy.ts';
import { judge } from './judge.ts';
import { originFacts } from './origin-facts.ts';

/** Judges an image of a registry of ours by what Defender found in it, and by its origin where the policy asks. */
export async function gateImage(azure: Azure, found: FoundImage, policy: GatePolicy, now: Date): Promise<GateVerdict> {
  const { loginServer, repository, digest } = found.manifest;
  const image: ImageRef = {
    ...{ registry: loginServer, repository, digest },
    ...(found.tag !== undefined && { tag: found.tag }),
  };
  const [report, origin] = await Promise.all([
    // Where it runs makes no difference to the gate, and costs a question to every cluster.
    scanImage(azure, found, { gaps: [] }, now),
    originFacts(azure, image, policy),
  ]);
  const gaps = [...report.gaps, ...origin.gaps];
  return judge({ image, found: foundByDefender(report), ...origin.facts, gaps }, policy, now);
}

/** The digest that a tag names now; undefined with a gap where it cannot be read. */
export async function digestOf(azure: Azure, image: ImageRef): Promise<{ digest?: string; gaps: Gap[] }> {
  const { registry, repository, tag, digest } = image;
  if (digest !== undefined) return { digest, gaps: [] };
  if (registry === undefined) return { gaps: [] };
  try {
    return { digest: (await azure.registry.manifest(registry, repository, tag ?? 'latest')).digest, gaps: [] };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { gaps: [gapOf(error, 'the digest of the image')] };
  }
}
