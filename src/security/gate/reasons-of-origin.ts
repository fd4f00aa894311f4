import type { GateCode, GateReason } from '../../model/gate-verdict.ts';
import { matchesGlob } from '../../model/glob.ts';
import { parseImage } from '../../model/parse-image.ts';
import type { GateFacts } from './gate-facts.ts';
import type { GatePolicy } from './gate-policy.ts';
import { gateWords } from './gate-words.ts';

const retired = 'Docker Content Trust is retired and does not count';

/** Where an image comes from, what it is built on, and who signed it, as far as the policy asks. */
export function reasonsOfOrigin(facts: GateFacts, policy: GatePolicy): GateReason[] {
  return [...registryOf(facts, policy), ...baseOf(facts, policy), ...signatureOf(facts, policy)];
}

function registryOf({ image: { registry } }: GateFacts, { registries }: GatePolicy): GateReason[] {
  if (!registries) return [];
  const allowed = `allowed ${registries.length === 1 ? 'is' : 'are'} ${listed(registries)}`;
  if (registry === undefined) return [reason('blind', 'registry-unknown', `; ${allowed}.`)];
  if (registries.some((it) => matchesGlob(it, registry))) return [];
  return [reason('fail', 'registry-not-allowed', `: ${registry}; ${allowed}.`)];
}

function baseOf({ base }: GateFacts, { baseImages }: GatePolicy): GateReason[] {
  if (!baseImages) return [];
  if (!base || 'unknown' in base) {
    return [reason('blind', 'base-image-unknown', base ? `. ${base.unknown}` : '.')];
  }
  // Without tag and digest: a policy allows a line of images, not one build of it.
  const ref = parseImage(base.value);
  const name = ref ? [...(ref.registry ? [ref.registry] : []), ref.repository].join('/') : base.value;
  if (baseImages.some((it) => matchesGlob(it, name))) return [];
  return [reason('fail', 'base-image-not-allowed', `: ${name.slice(0, 200)}.`)];
}

function signatureOf({ signature }: GateFacts, policy: GatePolicy): GateReason[] {
  if (policy.signature === 'optional') return [];
  if (!signature || 'unknown' in signature) {
    return [reason('blind', 'signature-unknown', signature ? `. ${signature.unknown}` : '.')];
  }
  const { notation, contentTrust } = signature.value;
  if (notation > 0) return [];
  return [reason('fail', 'not-signed', ` of Notation${contentTrust ? `; ${retired}` : ''}.`)];
}

function reason(does: GateReason['does'], code: GateCode, end: string): GateReason {
  return { code, does, sentence: `The image ${gateWords[code]}${end}` };
}

function listed(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}
