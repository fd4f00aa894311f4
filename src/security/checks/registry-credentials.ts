import { armChange } from '../posture/arm-change.ts';
import { armCheck } from '../posture/arm-check.ts';
import { flag, part, properties, word } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { definePractice } from '../posture/practice.ts';
import { registryTokenChecks } from '../posture/registry-token-checks.ts';
import { verdict } from '../posture/verdict.ts';

const of = [armTypes.registry];
const Body = properties({
  adminUserEnabled: flag,
  anonymousPullEnabled: flag,
  policies: part({ azureADAuthenticationAsArmPolicy: part({ status: word }) }),
});

/** Who gets into a registry is known by name: no shared user, nobody unnamed. */
export const registryCredentials = definePractice({
  code: 'registry-credentials',
  title: 'Registry credentials',
  also: ['admin user', 'anonymous pull', 'registry tokens', 'registry login', 'ARM tokens'],
  why: 'A password that everybody shares tells nobody who pushed, and stays valid when people leave.',
  checks: [
    armCheck({
      ...{ code: 'registry-admin-user', title: 'The admin user is off', severity: 'High' },
      ...{ policyId: 'dc921057-6b28-4fbe-9b83-f7bec05db6c2', of, body: Body },
      judge: ({ properties: { adminUserEnabled: isOn } }, { resource }) =>
        verdict(!isOn, {
          ...{ property: 'properties.adminUserEnabled', value: isOn },
          good: 'The admin user is off.',
          bad: 'The admin user is on: two passwords that everybody shares.',
          step: armChange('disable-registry-admin-user', 'Disable the admin user', resource),
        }),
    }),
    armCheck({
      ...{ code: 'registry-anonymous-pull', title: 'Nobody pulls without a name', severity: 'High' },
      ...{ policyId: '9f2dea28-e834-476c-99c5-3507b4728395', of, body: Body },
      judge: ({ properties: { anonymousPullEnabled: isOn } }, { resource }) =>
        verdict(!isOn, {
          ...{ property: 'properties.anonymousPullEnabled', value: isOn },
          good: 'A pull needs an identity.',
          bad: 'Anybody on the network may pull every image.',
          step: armChange('disable-anonymous-pull', 'Disable anonymous pull', resource),
        }),
    }),
    armCheck({
      ...{ code: 'registry-arm-tokens', title: 'Only tokens made for registries are taken', severity: 'Low' },
      ...{ policyId: '42781ec6-6127-4c30-bdfa-fb423a0047d3', of, body: Body },
      judge: ({ properties: { policies } }, { resource }) =>
        verdict(/^disabled$/i.test(policies.azureADAuthenticationAsArmPolicy.status), {
          property: 'properties.policies.azureADAuthenticationAsArmPolicy.status',
          value: policies.azureADAuthenticationAsArmPolicy.status,
          good: 'Tokens for Azure Resource Manager do not open it.',
          bad: 'A token that was made for Azure Resource Manager opens it too.',
          step: armChange('disable-arm-tokens', 'Disable ARM tokens', resource),
        }),
    }),
    ...registryTokenChecks,
  ],
});
