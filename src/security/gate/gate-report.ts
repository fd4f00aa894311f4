import type { Azure } from '../../azure/azure.ts';
import type { GateVerdict } from '../../model/gate-verdict.ts';
import type { ImageRef } from '../../model/image.ts';
import { parseImage } from '../../model/parse-image.ts';
import { baseInReport, digestsInReport, foundInReport } from './found-in-report.ts';
import type { FoundInImage } from './gate-facts.ts';
import { digestOf } from './gate-image.ts';
import type { GatePolicy } from './gate-policy.ts';
import { judge } from './judge.ts';
import { originFacts } from './origin-facts.ts';

/**
 * Judges an image by a Trivy report that was handed in. Azure is asked only where the policy wants a signature, or a base
 * image that the report does not name; `connect` is called then.
 */
export async function gateReport(
  report: unknown,
  image: ImageRef,
  policy: GatePolicy,
  o: { connect: () => Azure; now: Date },
): Promise<GateVerdict> {
  const named = withDigest(image, report);
  const found = foundFor(report, image);
  const base = baseInReport(report);
  const asks = policy.signature === 'required' || (policy.baseImages !== undefined && base === undefined);
  if (!asks) {
    return judge(
      { image: named, found, ...(base !== undefined && { base: { value: base } }), gaps: [] },
      policy,
      o.now,
    );
  }
  const azure = o.connect();
  const { digest, gaps } = await digestOf(azure, named);
  const origin = await originFacts(azure, { ...named, ...(digest !== undefined && { digest }) }, policy, { base });
  return judge({ image: named, found, ...origin.facts, gaps: [...gaps, ...origin.gaps] }, policy, o.now);
}

/** What the report found, unless it is of another digest than the one that was asked for: then nothing is known of that. */
function foundFor(report: unknown, { digest }: ImageRef): FoundInImage {
  const its = digestsInReport(report).flatMap((it) => parseImage(it)?.digest ?? []);
  if (digest === undefined || its.length === 0 || its.includes(digest)) return foundInReport(report);
  return {
    kind: 'unreadable',
    why: `The report is of another image, ${its[0]}.`,
    next: 'Scan the image by the digest that is asked for.',
  };
}

/** With the digest that was scanned, where the report says it: the tag may have moved since. */
function withDigest(image: ImageRef, report: unknown): ImageRef {
  if (image.digest !== undefined) return image;
  const its = digestsInReport(report)
    .map((it) => parseImage(it))
    .find((it) => it?.registry === image.registry && it?.repository === image.repository);
  return its?.digest === undefined ? image : { ...image, digest: its.digest };
}
