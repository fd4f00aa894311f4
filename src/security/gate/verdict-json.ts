import type { GateVerdict } from '../../model/gate-verdict.ts';
import type { Severity } from '../../model/image.ts';
import { imageText } from '../../model/parse-image.ts';

/** A verdict as pipelines get it: names that stay, times in ISO form. */
export function verdictJson(it: GateVerdict) {
  return {
    verdict: it.verdict,
    sentence: it.sentence,
    policy: it.policy,
    image: imageText(it.image),
    ...(it.image.digest !== undefined && { digest: it.image.digest }),
    ...(it.source && { source: it.source.name, scannedAt: it.source.scannedAt?.toISOString() }),
    judgedAt: it.judgedAt.toISOString(),
    reasons: it.reasons,
    counts: small(it.counts),
    counted: small(it.counted),
    exceptions: it.exceptions.map(({ expires, ...rest }) => ({
      ...rest,
      expires: Number.isNaN(expires.getTime()) ? undefined : expires.toISOString(),
    })),
    notes: it.notes,
    gaps: it.gaps,
  };
}

function small(counts: Record<Severity, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([severity, count]) => [severity.toLowerCase(), count]));
}
