import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entra, entraKeys } from '../../src/incidents/verify/entra.ts';
import { sharedSecret } from '../../src/incidents/verify/shared-secret.ts';
import { statusOf, type Verify } from '../../src/incidents/verify/verifier.ts';
import { systemClock } from '../../src/model/clock.ts';
import { startTenant, type Tenant } from './tenant.ts';

const tenantId = '7e7e0000-0000-4000-8000-000000000001';
const caller = '461e8683-5575-4561-ac7f-899cc907d62a';
const audiences = ['api://watchkeeper', '0a0a0000-0000-4000-8000-000000000001'];
const role = 'ActionGroupsSecureWebhook';
const v2 = {
  iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
  aud: audiences[1] as string,
  tid: tenantId,
  azp: caller,
  roles: [role],
  ver: '2.0',
};
const v1 = {
  iss: `https://sts.windows.net/${tenantId}/`,
  aud: audiences[0] as string,
  tid: tenantId,
  appid: caller,
  roles: [role],
};

describe('a token of Entra', () => {
  let tenant: Tenant;
  let verify: Verify;
  const fresh = () =>
    entra(tenant.trust, entraKeys(tenant.trust, 0), { audiences, callers: [caller.toUpperCase()], role }, systemClock);
  const offered = async (bearer: string | Promise<string>, by = verify) =>
    by({ headers: { authorization: await bearer }, query: '' });
  beforeAll(async () => {
    tenant = await startTenant(tenantId);
    verify = fresh();
  });
  afterAll(() => tenant.close());

  it.each([
    ['of the second version', v2],
    ['of the first version', v1],
  ])('%s opens the door', async (_, claims) => {
    expect(await offered(tenant.bearer(claims))).toBeUndefined();
  });

  it.each<[string, string, () => Promise<string> | string]>([
    [
      'of another tenant',
      'foreign-tenant',
      () => tenant.bearer({ ...v2, iss: 'https://login.microsoftonline.com/other/v2.0' }),
    ],
    ['of another tenant, by its claim alone', 'foreign-tenant', () => tenant.bearer({ ...v2, tid: 'other' })],
    ['without a tenant', 'foreign-tenant', () => tenant.bearer({ ...v2, tid: undefined })],
    ['for another audience', 'foreign-audience', () => tenant.bearer({ ...v2, aud: 'api://other' })],
    ['of another application', 'foreign-caller', () => tenant.bearer({ ...v2, azp: 'b0b0' })],
    [
      'of another application, though appid says the right one',
      'foreign-caller',
      () => tenant.bearer({ ...v2, azp: 'b0b0', appid: caller }),
    ],
    ['without a role', 'no-role', () => tenant.bearer({ ...v2, roles: undefined })],
    ['with another role', 'no-role', () => tenant.bearer({ ...v2, roles: ['Reader'] })],
    ['with the role as a plain text', 'no-role', () => tenant.bearer({ ...v2, roles: role })],
    ['that has expired', 'expired', () => tenant.bearer(v2, { expires: -120 })],
    ['that never expires', 'wrong-token', () => tenant.bearer({ ...v2, exp: undefined })],
    ['that is not valid yet', 'wrong-token', () => tenant.bearer({ ...v2, nbf: Date.now() / 1000 + 600 })],
    ['signed with a shared key', 'wrong-token', () => tenant.bearer(v2, { algorithm: 'HS256' })],
    ['signed with nothing', 'wrong-token', () => `Bearer ${encoded({ alg: 'none' })}.${encoded({ ...v2, exp: 9e9 })}.`],
    [
      'with a changed body',
      'wrong-token',
      async () => (await tenant.bearer(v2)).replace(/\.[^.]+\./, `.${encoded({ ...v2, exp: 9e9 })}.`),
    ],
    ['that is none', 'wrong-token', () => 'Bearer nonsense'],
    ['in another scheme', 'no-token', () => 'Basic eDp5'],
  ])('%s does not: %s', async (_, reason, bearer) => {
    expect(await offered(bearer())).toBe(reason);
  });

  it('is missing', async () => {
    expect(await verify({ headers: {}, query: 'token=x' })).toBe('no-token');
  });

  it('is believed by keys that are fetched once', async () => {
    const later = fresh();
    await offered(tenant.bearer(v2), later);
    const before = tenant.fetched();

    await Promise.all([1, 2, 3].map(() => offered(tenant.bearer(v2), later)));

    expect(tenant.fetched()).toBe(before);
  });

  it('is believed by a new key as soon as it is published, and no longer by one that is withdrawn', async () => {
    const later = fresh();
    await tenant.makeKey('k2', { published: false });
    expect(await offered(tenant.bearer(v2, { key: 'k2' }), later)).toBe('wrong-token');

    tenant.publish('k2', true);
    expect(await offered(tenant.bearer(v2, { key: 'k2' }), later)).toBeUndefined();

    tenant.publish('k2', false);
    await tenant.makeKey('k3');
    expect(await offered(tenant.bearer(v2, { key: 'k3' }), later)).toBeUndefined();
    expect(await offered(tenant.bearer(v2, { key: 'k2' }), later)).toBe('wrong-token');
  });

  it('is not refused but put off while the keys cannot be had', async () => {
    tenant.failing(true);

    const reason = await offered(tenant.bearer(v2), fresh());

    tenant.failing(false);
    expect(reason).toBe('keys-unreachable');
    expect(statusOf('keys-unreachable')).toBe(503);
  });
});

describe('a shared secret', () => {
  const verify = sharedSecret('correct-horse-battery');

  it.each([
    ['as a bearer token', { authorization: 'Bearer correct-horse-battery' }, '', undefined],
    ['in its own header', { 'x-watchkeeper-token': 'correct-horse-battery' }, '', undefined],
    ['in the address', {}, 'a=1&token=correct-horse-battery', undefined],
    ['wrong', { authorization: 'Bearer correct-horse' }, '', 'wrong-token'],
    ['longer', { 'x-watchkeeper-token': 'correct-horse-battery!' }, '', 'wrong-token'],
    [
      'wrong in the header, right in the address',
      { authorization: 'Bearer no' },
      'token=correct-horse-battery',
      'wrong-token',
    ],
    ['empty', {}, 'token=', 'wrong-token'],
    ['twice in a header', { 'x-watchkeeper-token': ['correct-horse-battery', 'x'] }, '', 'no-token'],
    ['missing', {}, 'other=1', 'no-token'],
  ])('%s', (_, headers, query, reason) => {
    expect(verify({ headers: headers as Record<string, string | string[]>, query })).toBe(reason);
  });
});

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
