import type { GateCode } from '../../model/gate-verdict.ts';

/** What policies about images say, by the reason of the gate that it is; the first that fits. */
const said: readonly (readonly [RegExp, GateCode])[] = [
  // Ratify and Image Integrity, Kyverno, Sigstore.
  [
    /\bnot signed\b|\bunsigned\b|no (?:matching |valid )?signatures?\b|signatures? (?:verification|is missing|not found)|failed to verify (?:image|signature)|image verification failed|subject failed verification/i,
    'not-signed',
  ],
  // Defender's gated deployment, and scanners with a webhook.
  [/known[ -]exploited/i, 'known-exploited'],
  [/\bcritical\b[^.;]{0,60}vulnerabilit|vulnerabilit[^.;]{0,60}\bcritical\b/i, 'too-many-critical'],
  [/\bhigh\b[^.;]{0,60}vulnerabilit|vulnerabilit[^.;]{0,60}\bhigh\b/i, 'too-many-high'],
  [
    /(?:not|never) (?:yet )?(?:been )?(?:scanned|assessed)|no (?:scan|vulnerability) (?:results?|assessment|report)/i,
    'never-scanned',
  ],
  [/base image/i, 'base-image-not-allowed'],
  // Azure Policy's allowed images, Gatekeeper's allowed repositories, and others in their own words.
  [
    /container image \S+ (?:for container \S+ )?has not been allowed|invalid image repo|allowed repos|(?:registry|registries|repository|repositories)[^.;]{0,80}(?:not|isn't|no) [^.;]{0,30}(?:allowed|approved|trusted|permitted)|(?:untrusted|unapproved|unknown|unauthori[sz]ed) (?:image )?registr/i,
    'registry-not-allowed',
  ],
];

/** The reason of the gate that a denial by a webhook amounts to; undefined where it is about something else. Untrusted text. */
export function gateReasonIn(reason: string): GateCode | undefined {
  // A bounded part: what a webhook says may be long.
  const text = reason.slice(0, 2_000);
  return said.find(([pattern]) => pattern.test(text))?.[1];
}
