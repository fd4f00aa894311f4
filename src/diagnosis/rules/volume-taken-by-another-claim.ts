import { defineRule } from '../rule.ts';
import { claimFindings } from '../volumes/claim-findings.ts';
import { claimFacts } from '../volumes/waiting-claims.ts';

/** The only volume that fits a claim belongs to another claim, or is not released from one. */
export const volumeTakenByAnotherClaim = defineRule({
  code: 'volume-taken-by-another-claim',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['volumeClaims'],
  wants: claimFacts,
  judge(evidence) {
    return claimFindings(evidence, 'volume-taken-by-another-claim', 'taken', (_, { metadata, spec, status }) => {
      const owner = spec?.claimRef ? `${spec.claimRef.namespace}/${spec.claimRef.name}` : 'another claim';
      const phase = status?.phase ?? 'Bound';
      return {
        why: `fits volume ${metadata?.name} alone, and that is ${phase} and belongs to claim ${owner}`,
        next:
          phase === 'Released'
            ? `Save what is needed from ${metadata?.name} and remove its claimRef, or offer another volume.`
            : `Offer another volume like ${metadata?.name}. Claim ${owner} may go only when nobody needs its data${spec?.persistentVolumeReclaimPolicy === 'Delete' ? ': the volume is deleted with it' : ''}.`,
      };
    });
  },
});
