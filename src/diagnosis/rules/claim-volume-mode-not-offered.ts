import { defineRule } from '../rule.ts';
import { claimFindings } from '../volumes/claim-findings.ts';
import { claimFacts } from '../volumes/waiting-claims.ts';

/** A claim asks for a block device where volumes are file systems, or the other way round. */
export const claimVolumeModeNotOffered = defineRule({
  code: 'claim-volume-mode-not-offered',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['volumeClaims'],
  wants: claimFacts,
  judge(evidence) {
    return claimFindings(evidence, 'claim-volume-mode-not-offered', 'volume-mode', ({ claim }, { metadata, spec }) => ({
      why: `asks for volume mode ${claim.spec?.volumeMode ?? 'Filesystem'}, but volume ${metadata?.name} has ${spec?.volumeMode ?? 'Filesystem'}`,
      next: `Make the claim anew with volume mode ${spec?.volumeMode ?? 'Filesystem'}, or offer a volume of the other mode.`,
      ...(claim.spec?.volumeMode && { quote: { text: claim.spec.volumeMode, field: 'volume mode' } }),
    }));
  },
});
