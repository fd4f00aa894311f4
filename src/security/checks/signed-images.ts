import { armCheck } from '../posture/arm-check.ts';
import { flag, part, properties, word } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { policyCheck } from '../posture/policy-check.ts';
import { readPolicies } from '../posture/policy-states.ts';
import { definePractice } from '../posture/practice.ts';
import { signatureCheck } from '../posture/signature-check.ts';
import { verdict } from '../posture/verdict.ts';

const Registry = properties({ policies: part({ trustPolicy: part({ status: word }) }) });
const Cluster = properties({ securityProfile: part({ imageIntegrity: part({ enabled: flag }) }) });

/** What runs is what was built: images are signed, and clusters ask for the signature. */
export const signedImages = definePractice({
  code: 'signed-images',
  title: 'Content trust and signed images',
  also: ['signed images', 'content trust', 'Notation', 'image signing', 'image integrity', 'Docker Content Trust'],
  why: 'Without a signature nobody tells an image of ours from one that somebody put in its place.',
  checks: [
    armCheck({
      ...{ code: 'registry-content-trust', title: 'It does not rely on Docker Content Trust', severity: 'Medium' },
      ...{ of: [armTypes.registry], body: Registry },
      judge: ({ properties: { policies } }, { resource: { name } }) =>
        verdict(!/^enabled$/i.test(policies.trustPolicy.status), {
          ...{ property: 'properties.policies.trustPolicy.status', value: policies.trustPolicy.status },
          good: 'Docker Content Trust, which is retired, is off.',
          bad: 'Docker Content Trust is on, which is retired and ends on 31 March 2028: sign by Notation instead.',
          step: {
            text: `Sign by Notation; then az acr config content-trust update --registry ${name} --status disabled`,
          },
        }),
    }),
    signatureCheck,
    armCheck({
      ...{ code: 'cluster-image-integrity', title: 'It looks for signatures', severity: 'Medium' },
      ...{ policyId: '5dc99dae-cfb2-42cc-8762-9aae02b74e27', of: [armTypes.cluster], body: Cluster },
      judge: ({ properties: { securityProfile: it } }) =>
        verdict(it.imageIntegrity.enabled, {
          property: 'properties.securityProfile.imageIntegrity.enabled',
          value: it.imageIntegrity.enabled,
          good: 'Image Integrity looks for the signatures of images.',
          bad: 'Its settings show no Image Integrity: nothing looks for the signatures of images.',
          step: { text: 'Enable Image Integrity (a preview of AKS), or run Ratify with Gatekeeper, and audit first.' },
        }),
    }),
    policyCheck({
      ...{ code: 'cluster-signed-by-policy', title: 'It runs signed images alone (by Azure Policy)', severity: 'Low' },
      ...{ policyId: readPolicies.signedImages, of: [armTypes.cluster] },
      ...{ good: 'it runs signed images alone', bad: 'it runs images without a signature' },
      next: 'Sign them by Notation when they are built.',
    }),
  ],
});
