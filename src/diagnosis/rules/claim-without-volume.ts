import { defineRule } from '../rule.ts';
import { claimFinding } from '../volumes/claim-findings.ts';
import { claimFacts, waitingClaims } from '../volumes/waiting-claims.ts';

/** A claim waits for a volume that somebody must make by hand, and there is none at all. */
export const claimWithoutVolume = defineRule({
  code: 'claim-without-volume',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['volumeClaims', 'volumes', 'storageClasses'],
  wants: claimFacts,
  judge(evidence) {
    return waitingClaims(evidence)
      .filter(({ volumes, isProvisioned, storageClass, classObject }) => {
        const isByHand = storageClass === '' || classObject !== undefined;
        return volumes === 0 && !isProvisioned && isByHand;
      })
      .map((waiting) =>
        claimFinding(
          'claim-without-volume',
          waiting,
          {
            why: `finds no volume: the cluster has none, and ${waiting.storageClass === '' ? 'the claim has no storage class' : `storage class ${waiting.storageClass} makes none`}`,
            next: 'Name a storage class that makes volumes (managed-csi on AKS), or create a PersistentVolume for the claim.',
          },
          0.9,
        ),
      );
  },
});
