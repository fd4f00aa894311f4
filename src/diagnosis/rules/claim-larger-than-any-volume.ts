import { defineRule } from '../rule.ts';
import { claimFindings } from '../volumes/claim-findings.ts';
import { claimFacts } from '../volumes/waiting-claims.ts';

/** A claim asks for more storage than any free volume has. */
export const claimLargerThanAnyVolume = defineRule({
  code: 'claim-larger-than-any-volume',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['volumeClaims'],
  wants: claimFacts,
  judge(evidence) {
    return claimFindings(evidence, 'claim-larger-than-any-volume', 'capacity', ({ claim }, { metadata, spec }) => {
      const asked = claim.spec?.resources?.requests?.storage;
      const offered = spec?.capacity?.storage ?? '?';
      return {
        why: `asks for ${asked}, but volume ${metadata?.name} has ${offered}`,
        next: `Make the claim anew with at most ${offered}, or offer a volume of ${asked} or more.`,
        ...(asked && { quote: { text: asked, field: 'request for storage' } }),
      };
    });
  },
});
