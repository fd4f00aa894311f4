import { armChange } from '../posture/arm-change.ts';
import { armCheck } from '../posture/arm-check.ts';
import { addOn, properties } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { definePractice } from '../posture/practice.ts';
import { verdict } from '../posture/verdict.ts';

/** Azure Policy sees what a cluster is asked to run, and can refuse it. */
export const azurePolicyAddon = definePractice({
  code: 'azure-policy-addon',
  title: 'Azure Policy add-on',
  also: ['Azure Policy', 'Gatekeeper', 'policy add-on'],
  why: 'Without it no policy looks at what runs: rules about pods are only written down.',
  checks: [
    armCheck({
      ...{ code: 'cluster-policy-add-on', title: 'The Azure Policy add-on is on', severity: 'Medium' },
      policyId: '0a15ec92-a229-4763-bb14-0ea34a568f8d',
      ...{ of: [armTypes.cluster], body: properties({ addonProfiles: addOn('azurepolicy') }) },
      judge: ({ properties: { addonProfiles: it } }, { resource }) =>
        verdict(it.azurepolicy.enabled, {
          ...{ property: 'properties.addonProfiles.azurepolicy.enabled', value: it.azurepolicy.enabled },
          good: 'Azure Policy looks at what the cluster is asked to run.',
          bad: 'Azure Policy does not see what the cluster is asked to run.',
          step: armChange('enable-azure-policy-addon', 'Enable the Azure Policy add-on', resource),
        }),
    }),
  ],
});
