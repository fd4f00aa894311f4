import { expect, it } from 'vitest';
import type { Azure } from '../../../src/azure/azure.ts';
import { UpstreamError } from '../../../src/errors.ts';
import { registryCredentials } from '../../../src/security/checks/registry-credentials.ts';
import { defineCheck } from '../../../src/security/posture/check.ts';
import { postureConfig } from '../../../src/security/posture/posture-config.ts';
import { postureReading } from '../../../src/security/posture/posture-reading.ts';
import { definePractice } from '../../../src/security/posture/practice.ts';
import { readPosture } from '../../../src/security/posture/read-posture.ts';
import type { ReadResource } from '../../../src/security/posture/read-resources.ts';

const type = 'microsoft.containerregistry/registries';
const now = new Date('2026-11-20T10:00:00Z');
const reading = () => postureReading({ azure: {} as Azure, config: postureConfig.parse({}), now });
const registry = (name: string, properties: Record<string, unknown>): ReadResource => ({
  ...{ id: `/subscriptions/s/${name}`, type, name, subscriptionId: 's', resourceGroup: 'g', location: 'westeurope' },
  ...{ tags: {}, properties },
});

it('judges each registry by its own property, and names the property, its value and the change that mends it', async () => {
  const resources = [registry('open', { adminUserEnabled: true }), registry('shut', { adminUserEnabled: false })];

  const found = await readPosture(reading(), [registryCredentials], resources, { closely: false });

  const admin = found.filter(({ check }) => check === 'registry-admin-user');
  expect(admin.map(({ resource, standing, property, value }) => [resource.name, standing, property, value])).toEqual([
    ['open', 'fail', 'properties.adminUserEnabled', 'true'],
    ['shut', 'pass', 'properties.adminUserEnabled', 'false'],
  ]);
  expect(admin[0]?.step).toMatchObject({
    action: 'disable-registry-admin-user',
    input: { resourceId: '/subscriptions/s/open' },
  });
});

it('says of a body in another shape that it could not be read', async () => {
  const found = await readPosture(reading(), [registryCredentials], [registry('odd', { adminUserEnabled: 'yes' })], {
    closely: false,
  });

  expect(found.map(({ standing, gap }) => [standing, gap?.why])).toContainEqual([
    'unread',
    'Resource Graph gave properties.adminUserEnabled in a form that is not understood.',
  ]);
});

it('takes a token that does not say how it is for one that is on, for so it is made', async () => {
  const tokens = [{ name: 'ci' }, { name: 'old', properties: { status: 'disabled' } }];
  const list: Azure['arm']['list'] = async (_path, _version, row) => tokens.map((it) => row.parse(it));
  const azure = { arm: { list } } as unknown as Azure;
  const checks = registryCredentials.checks.filter(({ code }) => code === 'registry-tokens');

  const [found] = await readPosture(
    { ...reading(), azure },
    [{ ...registryCredentials, checks }],
    [registry('r', {})],
    {
      closely: true,
    },
  );

  expect(found).toMatchObject({ standing: 'fail', value: '1 enabled' });
});

it('makes a read that failed a gap of each resource, and reads one by one only when it is asked to look closely', async () => {
  const check = defineCheck<boolean>({
    ...{ code: 'c', title: 'All is well', severity: 'Low', of: [type], reads: 'each' },
    read: async ({ once }) => once('all', () => Promise.reject(new UpstreamError('AKS', 'forbidden', 'says no'))),
    judge: () => ({ standing: 'pass', sentence: 'So.' }),
  });
  const practice = definePractice({ code: 'p', title: 'P', also: [], why: 'Because.', checks: [check] });
  const resources = [registry('one', {}), registry('two', {})];

  const closely = await readPosture(reading(), [practice], resources, { closely: true });
  const fromFar = await readPosture(reading(), [practice], resources, { closely: false });

  expect(closely.map(({ standing, gap }) => [standing, gap?.why])).toEqual([
    ['unread', 'AKS says no.'],
    ['unread', 'AKS says no.'],
  ]);
  expect(fromFar).toEqual([]);
});
