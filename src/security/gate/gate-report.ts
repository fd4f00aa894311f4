import type { Azure } from '../../azure/azure.ts';
import type { GateVerdict } from '../../model/gate-verdict.ts';
import type { ImageRef } from '../../model/image.ts';
import { baseInReport, foundInReport } from './found-in-report.ts';
import type { FoundInImage } from './gate-facts.ts';
import { digestOf } from './gate-image.ts';
import type { GatePolicy } from './gate-policy.ts';
import { digestInReport, imageInReport } from './image-in-report.ts';
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

/** What the report found, unless it is of another image than the one that was asked for: then nothing is known of that. */
function foundFor(report: unknown, image: ImageRef): FoundInImage {
  const found = foundInReport(report);
  if (found.kind !== 'read') return found;
  const its = imageInReport(report, image);
  if (its.is === 'other') {
    return {
      kind: 'unreadable',
      why: `The report is of another image, ${its.name.slice(0, 200)}.`,
      next: 'Scan the image that is asked for, by the same name.',
    };
  }
  const note =
    its.is === 'archive'
      ? ofArchive(its.names)
      : its.is === 'unnamed'
        ? 'The report does not say of which image it is.'
        : '';
  return note === '' ? found : { ...found, notes: [...found.notes, note] };
}

function ofArchive(names: readonly string[]): string {
  const called = names.length > 0 ? `, in which it is called ${names.slice(0, 3).join(', ').slice(0, 200)}` : '';
  return `The report is of an archive${called}: whether that is the image that was asked for nobody can tell.`;
}

/** With the digest that was scanned, where the report says it: the tag may have moved since. */
function withDigest(image: ImageRef, report: unknown): ImageRef {
  const digest = image.digest ?? digestInReport(report, image);
  return digest === undefined ? image : { ...image, digest };
}
