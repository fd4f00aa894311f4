import { defineRule } from '../rule.ts';
import { claimFindings } from '../volumes/claim-findings.ts';
import { claimFacts } from '../volumes/waiting-claims.ts';

/** A claim asks for an access mode that no free volume offers. */
export const claimAccessModeNotOffered = defineRule({
  code: 'claim-access-mode-not-offered',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['volumeClaims'],
  wants: claimFacts,
  judge(evidence) {
    return claimFindings(evidence, 'claim-access-mode-not-offered', 'access-mode', ({ claim }, { metadata, spec }) => {
      const asked = claim.spec?.accessModes ?? [];
      const offered = spec?.accessModes?.join(', ') || 'none';
      const wrong = asked.find((mode) => !spec?.accessModes?.includes(mode));
      return {
        why: `asks for ${asked.join(', ')}, but volume ${metadata?.name} offers ${offered}`,
        next: `Make the claim anew with an access mode of ${metadata?.name} (${offered}), or offer a volume that can ${wrong ?? 'do it'}.`,
        ...(wrong && { quote: { text: wrong, field: 'access mode' } }),
      };
    });
  },
});
