import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import type { GateVerdict } from '../../model/gate-verdict.ts';
import { imageText, parseImage } from '../../model/parse-image.ts';
import { locateImage } from '../locate-image.ts';
import { gateImage } from './gate-image.ts';
import type { GatePolicy } from './gate-policy.ts';
import { gateReport } from './gate-report.ts';

/** What a pipeline asks. */
export interface GateAsked {
  /** "contoso.azurecr.io/payments-api:1.8"; its registry, where it names none, is looked for. */
  image: string;
  policy: GatePolicy;
  /** A Trivy report; undefined asks Defender. */
  report?: unknown;
}

/**
 * Judges what a pipeline asks about, by its report or by what Defender found. `connect` is called where Azure is asked.
 * Throws UserError for a name that is no image or is not clear, UpstreamError where no registry could be read.
 */
export async function gateAsked(
  { image, policy, report }: GateAsked,
  o: { connect: () => Azure; now: Date },
): Promise<GateVerdict> {
  const ref = parseImage(image);
  if (!ref) throw new UserError(`"${image.slice(0, 200)}" is no image: registry/repository:tag.`);
  if (report !== undefined) return gateReport(report, ref, policy, o);
  if (ref.tag === undefined && ref.digest === undefined) throw new UserError(`Say which version: ${image}:<tag>.`);
  const azure = o.connect();
  const located = await locateImage(azure, ref, o.now);
  if (located.kind === 'found') {
    const verdict = await gateImage(azure, located.image, policy, o.now);
    return { ...verdict, gaps: [...located.gaps, ...verdict.gaps] };
  }
  if (located.kind === 'ambiguous')
    throw new UserError(`Several registries have it: ${located.images.map(imageText).join(', ')}. Name one.`);
  throw new UserError(`No registry that I can read has ${imageText(ref)}.`);
}
