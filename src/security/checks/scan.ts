import type { Gap } from '../../model/gap.ts';
import { armTypes } from '../posture/arm-types.ts';
import { defineCheck } from '../posture/check.ts';
import { type ContainersPlan, containersPlans } from '../posture/defender-plans.ts';
import { factsOf } from '../posture/facts-of.ts';
import { policyCheck, retiredPolicyCheck } from '../posture/policy-check.ts';
import { readPolicies } from '../posture/policy-states.ts';
import { definePractice } from '../posture/practice.ts';
import { verdict } from '../posture/verdict.ts';

const of = [armTypes.registry];
const extension = 'ContainerRegistriesVulnerabilityAssessments';

/** Every image is scanned when it comes, and again as flaws become known. */
export const scan = definePractice({
  code: 'scan',
  title: 'Scan on push, pull and import',
  also: ['image scan', 'vulnerability assessment', 'scan on push', 'scan on pull', 'scan on import', 'Qualys'],
  why: 'An image that was clean when it was built has flaws that became known since.',
  checks: [
    defineCheck<ContainersPlan>({
      ...{ code: 'registry-scanned', title: 'Defender scans its images', severity: 'High', of, reads: 'together' },
      read: async (reading, resources) => {
        const plans = await containersPlans(reading);
        return factsOf(resources, ({ subscriptionId, name }) => {
          const plan = plans.get(subscriptionId.toLowerCase());
          if (plan && plan.value.scansRegistries === undefined) return notTold(name);
          return plan;
        });
      },
      judge({ value: { isOn, tier, scansRegistries } }, { resource }) {
        const step = `az security pricing create --name Containers --tier Standard --extensions name=${extension} isEnabled=True --subscription ${resource.subscriptionId}`;
        const part = `pricings/Containers.properties.extensions.${extension}.isEnabled`;
        return verdict(scansRegistries === true, {
          ...(isOn || scansRegistries
            ? { property: part, value: scansRegistries }
            : { property: 'pricings/Containers.properties.pricingTier', value: tier }),
          good: 'Images are scanned when they are pushed or imported, and daily while they were pulled or pushed lately.',
          bad: isOn
            ? 'The plan is on, and its part that scans registries is off.'
            : 'The plan of its subscription is off: no image of it is scanned.',
          step: { text: step },
        });
      },
    }),
    policyCheck({
      ...{
        code: 'registry-findings',
        title: 'Its images have no open findings (by Azure Policy)',
        severity: 'High',
        of,
      },
      policyId: readPolicies.registryFindings,
      ...{ good: 'its images have no open findings', bad: 'images of it have open findings' },
      next: 'Look at them: images vulnerable.',
    }),
    retiredPolicyCheck({
      ...{ code: 'registry-retired-scanner', title: 'No retired scanner is relied on', severity: 'Low', of },
      retired: readPolicies.retiredScanner,
      good: 'No policy of the retired scanner (Qualys) looks at it.',
      bad: 'A policy of the scanner by Qualys is assigned, which is retired: what it says is old, and nothing new comes.',
      next: `Take the assignment of ${readPolicies.retiredScanner} away; ${readPolicies.registryFindings} took its place.`,
    }),
  ],
});

function notTold(name: string): Gap {
  return {
    what: `whether Defender scans ${name}`,
    service: 'Resource Graph',
    why: "Defender's plan does not tell whether it scans registries.",
    next: 'Look at the plan in Defender for Cloud, Environment settings.',
  };
}
