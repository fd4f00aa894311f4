import { describe, expect, it } from 'vitest';
import { admitActivity } from '../../src/teams/admission.ts';
import { productionTrust, type Trust } from '../../src/teams/trust.ts';
import { said } from './activities.ts';
import { ids } from './bot-under-test.ts';

const trust = productionTrust(ids.tenant);
const serviceUrl = 'https://smba.trafficmanager.net/emea/';

function refusal(more: object, by: Trust = trust) {
  const admitted = admitActivity(said('help', { serviceUrl, ...more }), by);
  return 'refusal' in admitted ? admitted.refusal : undefined;
}

describe('an activity', () => {
  it('of the own tenant from Teams comes in', () => {
    expect(refusal({})).toBeUndefined();
  });

  it.each([
    [{ serviceUrl: undefined }, 'no-service-url'],
    [{ serviceUrl: '' }, 'no-service-url'],
    [{ serviceUrl: 'https://evil.test/' }, 'foreign-service-url'],
    [{ channelId: 'emulator' }, 'foreign-channel'],
    [{ conversation: { id: '19:ops' } }, 'foreign-tenant'],
    [{ conversation: { id: '19:ops', tenantId: 'another' } }, 'foreign-tenant'],
    [{ channelData: { tenant: { id: 'another' } } }, 'foreign-tenant'],
    [{ channelData: undefined }, 'foreign-tenant'],
    [{ from: undefined }, 'malformed-activity'],
    [{ conversation: undefined }, 'malformed-activity'],
    [{ type: 7 }, 'malformed-activity'],
  ])('with %j is refused', (more, expected) => {
    expect(refusal(more)).toBe(expected);
  });

  it.each([null, 'text', [], 7])('that is %j is refused', (body) => {
    expect(admitActivity(body, trust)).toEqual({ refusal: 'malformed-activity' });
  });

  it('of any tenant comes in when any is trusted, as long as it does not name two', () => {
    const any = { ...trust, tenantId: 'any' };

    expect(
      refusal({ conversation: { id: 'a:1', tenantId: 'one' }, channelData: { tenant: { id: 'one' } } }, any),
    ).toBeUndefined();
    expect(refusal({ conversation: { id: 'a:1', tenantId: 'one' }, channelData: { tenant: { id: 'two' } } }, any)).toBe(
      'foreign-tenant',
    );
  });
});
