import { pino } from 'pino';
import { expect, it } from 'vitest';
import { azureConfig } from '../../../src/azure/azure-config.ts';
import { connectAzure } from '../../../src/azure/connect-azure.ts';
import { createLeave } from '../../../src/commands/people/change-leave.ts';
import { createPeople } from '../../../src/commands/people/people.ts';
import { peopleConfig } from '../../../src/commands/people/people-config.ts';
import { systemClock as clock } from '../../../src/model/clock.ts';
import { defaultRule } from '../../../src/remediation/policy/policy.ts';
import { rulingOn } from '../../../src/remediation/policy/ruling.ts';

const id = '11111111-1111-4111-8111-111111111111';
const place = { cluster: 'prod-weu', namespace: 'payments' };
const log = pino({ level: 'silent' });
const work = { signal: new AbortController().signal, log };
const policy = { rules: [], nonProduction: new Set<string>(), timeIntervals: new Map() };
const ruling = rulingOn(policy, { action: 'restart', risk: 'low', place });

it.each([
  ['approver', {}, 'approver by list'],
  ['approver', { verbs: ['approve'] }, 'approver by list'],
  ['approver', { scope: { namespaces: ['payments'] } }, 'approver by list'],
  ['approver', { verbs: ['silence'] }, 'verb-not-granted'],
  ['approver', { scope: { namespaces: ['shop'] } }, 'outside-scope'],
  ['admin', { verbs: ['silence'] }, 'verb-not-granted'],
  ['operator', {}, 'role-too-low'],
])('who reads everything, and is %s with %j, approves as: %s', async (role, limits, expected) => {
  // Two lines of the config do not add up to what neither gives.
  const config = peopleConfig.parse({ viewer: [id], [role]: [{ id, ...limits }] });
  const connection = connectAzure({
    credential: { getToken: async () => null },
    config: azureConfig.parse({}),
    ...{ clock, log },
  });
  const may = createLeave({ people: createPeople({ config, connection, clock }), policy, connection, clock });
  if (ruling.kind === 'denied') throw new Error(`${defaultRule.name} denies it`);

  const leave = await may({ tenantId: 't', objectId: id }, 'approve', { ruling, place }, work);

  expect('authority' in leave ? leave.authority : leave.reason).toBe(expected);
});
