import { z } from 'zod';
import { armCheck } from '../posture/arm-check.ts';
import { definePractice } from '../posture/practice.ts';

const registries = ['microsoft.containerregistry/registries'];
const Body = z.object({
  properties: z.object({
    adminUserEnabled: z.boolean().default(false),
    anonymousPullEnabled: z.boolean().default(false),
  }),
});

/** Who gets into a registry is known by name: no shared user, nobody unnamed. */
export const registryCredentials = definePractice({
  code: 'registry-credentials',
  title: 'Registry credentials',
  also: ['admin user', 'anonymous pull', 'registry tokens', 'registry login'],
  why: 'A password that everybody shares tells nobody who pushed, and stays valid when people leave.',
  checks: [
    armCheck({
      code: 'registry-admin-user',
      title: 'The admin user is off',
      severity: 'High',
      policyId: 'dc921057-6b28-4fbe-9b83-f7bec05db6c2',
      of: registries,
      body: Body,
      judge: ({ properties: { adminUserEnabled: isOn } }, { resource: { id: resourceId, name } }) => ({
        standing: isOn ? 'fail' : 'pass',
        sentence: isOn ? 'The admin user is on: two passwords that everybody shares.' : 'The admin user is off.',
        ...{ property: 'properties.adminUserEnabled', value: String(isOn) },
        ...(isOn && {
          step: {
            text: `Disable the admin user of ${name}.`,
            title: 'Disable the admin user',
            ...{ action: 'disable-registry-admin-user', input: { resourceId } },
          },
        }),
      }),
    }),
    armCheck({
      code: 'registry-anonymous-pull',
      title: 'Nobody pulls without a name',
      severity: 'High',
      policyId: '9f2dea28-e834-476c-99c5-3507b4728395',
      of: registries,
      body: Body,
      judge: ({ properties: { anonymousPullEnabled: isOn } }, { resource: { id: resourceId, name } }) => ({
        standing: isOn ? 'fail' : 'pass',
        sentence: isOn ? 'Anybody on the network may pull every image.' : 'A pull needs an identity.',
        ...{ property: 'properties.anonymousPullEnabled', value: String(isOn) },
        ...(isOn && {
          step: {
            text: `Disable the anonymous pull of ${name}.`,
            title: 'Disable anonymous pull',
            ...{ action: 'disable-anonymous-pull', input: { resourceId } },
          },
        }),
      }),
    }),
  ],
});
