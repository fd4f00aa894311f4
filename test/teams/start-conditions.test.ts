import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { checkStartConditions } from '../../src/teams/start-conditions.ts';
import { teamsConfig } from '../../src/teams/teams-config.ts';
import { productionTrust } from '../../src/teams/trust.ts';

const settings = { appId: 'app', appType: 'SingleTenant' as const, appPassword: 'secret', tenantId: 'tenant' };
const config = { ...settings, workSeconds: 60, host: '0.0.0.0', port: 3978 };
const trust = productionTrust('tenant');

function problems(changed: object, trusted: object = {}): readonly string[] {
  try {
    checkStartConditions({ ...config, ...changed }, { ...trust, ...trusted });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the start', () => {
  it('is free when the registration is complete', () => {
    expect(problems({})).toEqual([]);
  });

  it.each([
    ['the app id is empty', { appId: ' ' }, {}, /appId/],
    ['the app type is misspelt', { appType: 'SingleTennant' }, {}, /SingleTennant/],
    ['the app type is multi-tenant', { appType: 'MultiTenant' }, {}, /MultiTenant/],
    ['the secret is missing', { appPassword: undefined }, {}, /appPassword/],
    ['the tenant is missing', {}, { tenantId: '' }, /tenantId/],
    ['any tenant would be taken', { host: '127.0.0.1' }, { tenantId: 'any' }, /any/],
    ['a public address would take requests without a token', {}, { anonymous: true }, /0\.0\.0\.0/],
    [
      'an address of the network would take requests without a token',
      { host: '10.0.0.4' },
      { anonymous: true },
      /10\.0\.0\.4/,
    ],
    ['no service URL is trusted', {}, { serviceUrls: [] }, /service URL/],
  ])('is refused when %s', (_, changed, trusted, expected) => {
    expect(problems(changed, trusted)).toEqual([expect.stringMatching(expected)]);
  });

  it('is free without a registration on this machine alone', () => {
    expect(problems({ appId: '', host: '127.0.0.1' }, { anonymous: true, tenantId: 'any' })).toEqual([]);
  });

  it('names every problem at once', () => {
    expect(problems({ appId: '', appType: 'Multi', appPassword: undefined })).toHaveLength(2);
  });
});

describe('the settings of Teams', () => {
  it.each([
    [{ ...settings, appPassword: undefined }, ['appPassword']],
    [{ ...settings, appType: 'UserAssignedMSI' }, ['appPassword']],
    [{ ...settings, appType: 'Multitenant' }, ['appType']],
    [{}, ['appId', 'tenantId']],
  ])('%j are refused', (given, expected) => {
    const issues = teamsConfig.safeParse(given).error?.issues ?? [];

    expect(issues.map((issue) => issue.path.join('.'))).toEqual(expected);
  });
});
