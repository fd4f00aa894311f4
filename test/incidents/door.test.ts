import { request } from 'node:http';
import { connect } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';
import { alertsConfig } from '../../src/incidents/alerts-config.ts';
import { createDoor } from '../../src/incidents/door.ts';
import type { Inbox, RefusedBody } from '../../src/incidents/inbox.ts';
import { openSources } from '../../src/incidents/open-sources.ts';
import { deliveryReader } from '../../src/incidents/pipeline/read-delivery.ts';
import { storeInbox } from '../../src/incidents/store-inbox.ts';
import { entraTenant } from '../../src/incidents/verify/entra-trust.ts';
import { systemClock } from '../../src/model/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { productionTrust } from '../../src/teams/trust.ts';
import { type BotUnderTest, startBot } from '../teams/bot-under-test.ts';
import { createDrivenClock } from '../teams/driven-clock.ts';
import { pushed, pushedSource } from './read-with.ts';
import { startTenant, type Tenant } from './tenant.ts';

const tenantId = '7e7e0000-0000-4000-8000-000000000001';
const secret = 'correct-horse-battery';
const bySecret = { verify: { by: 'shared-secret', variable: 'TOKEN', secret } };
const claims = {
  iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
  aud: 'api://watchkeeper',
  tid: tenantId,
  azp: pushedSource('event-grid').entra?.caller,
  roles: [pushedSource('event-grid').entra?.role],
};
const validation = [
  { id: 'v', eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent', data: { validationCode: '512d38b6' } },
];

it('keeps the app from starting when a source takes alerts from anybody', async () => {
  const config = configSchema.parse({
    teams: { appId: 'app', appType: 'UserAssignedMSI', tenantId },
    alerts: { sources: { acr: {} } },
    incidents: { channel: '19:x@thread.tacv2' },
    store: { path: ':memory:' },
  });

  const started = createApp(config, { credential: {} as never, clock: systemClock, trust: productionTrust(tenantId) });

  await expect(started).rejects.toThrow('alerts.sources.acr.verify: is missing');
});

describe('the door to alerts', () => {
  let bot: BotUnderTest;
  let store: Store;
  let tenant: Tenant;
  const clock = createDrivenClock();
  const readDelivery = deliveryReader(new Map());
  const logged: string[] = [];
  beforeAll(async () => {
    tenant = await startTenant(tenantId);
    store = await openStore({ path: ':memory:' });
    const config = alertsConfig.parse({
      sources: {
        acr: bySecret,
        alertmanager: bySecret,
        'azure-monitor': bySecret,
        'defender-export': bySecret,
        'event-grid': { verify: { by: 'entra', audience: 'api://watchkeeper' } },
      },
    });
    const sources = openSources(config as never, { entra: tenant.trust, anonymous: false }, clock);
    const log = pino({ level: 'warn' }, { write: (line: string) => logged.push(line) });
    const inbox = storeInbox(store, { mostWaiting: 20_000 });
    bot = await startBot({ door: createDoor({ sources, inbox, clock, log }) });
  });
  afterAll(async () => {
    await bot.close();
    await store.close();
    await tenant.close();
  });

  const post = async (source: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${bot.url}/api/alerts/${source}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const stored = async () => {
    const all = await store.together(clock.now(), (writing) => writing.oldestDeliveries(100));
    return all.map((it) => ({ ...it, alerts: readDelivery(it) }));
  };
  const takeAway = async () => {
    const all = await stored();
    await store.together(clock.now(), (writing) => writing.dropDeliveries(all.map((it) => it.id)));
    return all;
  };

  it.each(pushed.filter((it) => it.name !== 'event-grid'))(
    'takes what $name sends, and has it stored when it answers',
    async ({ name, example, accepted }) => {
      const answer = await post(name, example);

      expect(answer.status).toBe(accepted);
      expect(await answer.text()).toBe('');
      expect(await takeAway()).toMatchObject([{ source: name, alerts: [{ source: name }] }]);
    },
  );

  it('shakes hands with Event Grid within the answer, once it is believed, and takes its events', async () => {
    const authorization = await tenant.bearer(claims);

    const hand = await post('event-grid', validation, { authorization });
    expect([hand.status, await hand.json()]).toEqual([200, { validationResponse: '512d38b6' }]);
    expect((await post('event-grid', validation)).status).toBe(401);

    const taken = await post('event-grid', pushedSource('event-grid').example, { authorization });
    expect(taken.status).toBe(200);
    expect((await takeAway())[0]?.alerts).toHaveLength(2);
  });

  it('tells CloudEvents that its origin may send, and nobody else anything', async () => {
    const ask = (source: string, headers: Record<string, string>) =>
      fetch(`${bot.url}/api/alerts/${source}`, { method: 'OPTIONS', headers });

    const answer = await ask('event-grid', { 'webhook-request-origin': 'eventgrid.azure.net' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('webhook-allowed-origin')).toBe('eventgrid.azure.net');
    expect((await ask('event-grid', { 'webhook-request-origin': 'a b<c>' })).status).toBe(405);
    expect((await ask('acr', { 'webhook-request-origin': 'eventgrid.azure.net' })).status).toBe(405);
  });

  it.each<[string, number, () => Promise<Response>]>([
    ['no token', 401, () => post('acr', {}, { authorization: '' })],
    ['a wrong token', 401, () => post('acr', {}, { authorization: 'Bearer wrong' })],
    [
      'a token without the role',
      403,
      async () => post('event-grid', [], { authorization: await tenant.bearer({ ...claims, roles: [] }) }),
    ],
    ['what is not JSON by its own word', 415, () => post('acr', '{}', { 'content-type': 'text/plain' })],
    ['what is packed', 415, () => post('acr', '{}', { 'content-encoding': 'gzip' })],
    ['a body over the limit', 413, () => post('acr', 'x'.repeat(1024 * 1024 + 1))],
    ['another method', 405, () => fetch(`${bot.url}/api/alerts/acr`, { method: 'PUT' })],
  ])('refuses %s with %i and says no more', async (_, status, send) => {
    const answer = await send();

    expect([answer.status, await answer.text()]).toEqual([status, '']);
    expect(await stored()).toEqual([]);
  });

  it('refuses a body over the limit that does not say how long it is', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
      const sent = request(`${bot.url}/api/alerts/acr`, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        response.resume();
      });
      sent.on('error', reject);
      for (let chunk = 0; chunk < 20; chunk++) sent.write('x'.repeat(60_000));
      sent.end();
    });

    expect(status).toBe(413);
  });

  it.each([
    ['{"alerts":', 'the body is not JSON'],
    ['{"alerts":{}}', 'alerts: must be a list of alerts'],
    ['"\\u0000"', 'the body is no object: an Alertmanager webhook has "alerts"'],
  ])('answers %s with what is wrong with it', async (body, reason) => {
    const answer = await post('alertmanager', body);

    expect([answer.status, await answer.json()]).toEqual([400, { error: reason }]);
  });

  it('names the sources that there are to who asks for another', async () => {
    const answer = await post('nagios', {});

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ sources: expect.arrayContaining(['alertmanager', 'event-grid']) });
    expect((await post('__proto__', {})).status).toBe(404);
  });

  it('makes nothing of a sender who hangs up', async () => {
    const socket = connect(Number(new URL(bot.url).port), '127.0.0.1');
    const head = `POST /api/alerts/acr HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${secret}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`;
    await new Promise((resolve) => socket.write(head, resolve));
    socket.destroy();

    expect((await post('acr', pushedSource('acr').example)).status).toBe(200);
    expect(await takeAway()).toHaveLength(1);
  });

  it('counts by source what it took and what it refused, and logs no secret and no body', async () => {
    const text = await (await fetch(`${bot.url}/metrics`)).text();

    expect(text).toMatch(/^watchkeeper_alert_deliveries_total\{source="alertmanager",outcome="taken"\} 1$/m);
    expect(text).toMatch(/^watchkeeper_alert_deliveries_total\{source="alertmanager",outcome="malformed"\} 3$/m);
    expect(text).toMatch(/^watchkeeper_alert_deliveries_total\{source="acr",outcome="wrong-token"\} 1$/m);
    expect(text).toMatch(/^watchkeeper_alert_deliveries_total\{source="event-grid",outcome="handshake"\} 2$/m);
    expect(text).toMatch(/^watchkeeper_alerts_total\{source="event-grid"\} 2$/m);
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join()).not.toContain(secret);
  });

  describe('without a store', () => {
    const kept: RefusedBody[] = [];
    let take: Inbox['take'] = () => Promise.reject(new Error('disk full'));
    const inbox: Inbox = {
      hasRoom: async () => true,
      take: (delivery) => take(delivery),
      refused: async (body) => void kept.push(body),
    };
    const knock = (bytes: string) => {
      const entra = entraTenant(tenantId);
      const sources = openSources({ sources: { acr: {} } }, { entra, anonymous: true }, clock);
      const door = createDoor({ sources, inbox, clock, log: pino({ level: 'silent' }) });
      const headers = { 'content-type': 'application/json' };
      return door.knock({ source: 'acr', method: 'POST', query: '', headers, read: async () => Buffer.from(bytes) });
    };

    it('asks to be called again when what came cannot be stored', async () => {
      const answer = await knock(JSON.stringify(pushedSource('acr').example));

      expect(answer).toEqual({ status: 503, headers: { 'retry-after': '10' } });
    });

    it('asks to be called again when storing takes too long', async () => {
      take = () => new Promise(() => {});
      const waiting = clock.waitsFor(8_000);

      const answer = knock(JSON.stringify(pushedSource('acr').example));
      await waiting;
      await clock.advance(8_000);

      expect((await answer).status).toBe(503);
    });

    it('keeps a body that was not understood, with the reason, in a form that every database takes', async () => {
      const answer = await knock('{"a":\0');

      expect(answer.status).toBe(400);
      expect(kept).toEqual([{ source: 'acr', at: clock.now(), reason: 'the body is not JSON', body: '{"a":\ufffd' }]);
    });
  });
});
