import { armCheck } from '../posture/arm-check.ts';
import { flag, part, properties } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { admissionGate, gateFailsClosed } from '../posture/kubernetes/admission-gate.ts';
import { retiredPolicyCheck } from '../posture/policy-check.ts';
import { readPolicies } from '../posture/policy-states.ts';
import { definePractice } from '../posture/practice.ts';
import { verdict } from '../posture/verdict.ts';

const of = [armTypes.cluster];
const Cluster = properties({ securityProfile: part({ defender: part({ securityGating: part({ enabled: flag }) }) }) });

/** What must not run does not get in. */
export const securityGate = definePractice({
  code: 'security-gate',
  title: 'Security gate',
  also: ['gate', 'gated deployment', 'admission', 'admission control', 'security gating'],
  why: 'A list of flaws changes nothing where the image runs all the same.',
  checks: [
    armCheck({
      ...{
        code: 'cluster-gated-deployment',
        title: 'Defender gates what is deployed',
        severity: 'Medium',
        of,
        body: Cluster,
      },
      judge: ({ properties: { securityProfile: it } }) =>
        verdict(it.defender.securityGating.enabled, {
          property: 'properties.securityProfile.defender.securityGating.enabled',
          value: it.defender.securityGating.enabled,
          good: 'Defender audits or refuses images by their findings.',
          bad: 'Its settings show no gated deployment: an image with any flaw gets in.',
          step: { text: 'Turn security gating on with the Defender sensor, and write a rule; audit first, then deny.' },
        }),
    }),
    retiredPolicyCheck({
      ...{ code: 'cluster-deprecated-gate', title: 'No deprecated gate is relied on', severity: 'Low', of },
      retired: readPolicies.deprecatedGate,
      good: 'No deprecated policy is relied on.',
      bad: 'The policy that gated vulnerable images is assigned, and is deprecated: it relies on findings that come no more.',
      next: `Take the assignment of ${readPolicies.deprecatedGate} away, and use gated deployment of Defender.`,
    }),
    admissionGate,
    gateFailsClosed,
  ],
});
