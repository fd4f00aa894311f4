import { defineRule } from '../rule.ts';
import { claimFinding } from '../volumes/claim-findings.ts';
import { claimFacts, waitingClaims } from '../volumes/waiting-claims.ts';

/** The storage driver tries to make a volume and fails; its own words say why. */
export const volumeProvisioningFailed = defineRule({
  code: 'volume-provisioning-failed',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['volumeClaims', 'events'],
  wants: claimFacts,
  judge(evidence) {
    return waitingClaims(evidence)
      .filter(({ isProvisioned, event }) => isProvisioned && event?.reason === 'ProvisioningFailed')
      .map((waiting) =>
        claimFinding(
          'volume-provisioning-failed',
          waiting,
          {
            why: `gets none: ${waiting.classObject?.provisioner} cannot make one of class ${waiting.storageClass}`,
            next: 'Do what the driver asks for: quota, zone, permission of its identity, or a parameter of the class.',
          },
          0.92,
        ),
      );
  },
});
