import { request } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AzureConnection } from '../../src/azure/azure.ts';
import { createDialogue } from '../../src/commands/dialogue.ts';
import { peopleConfig } from '../../src/commands/people/people-config.ts';
import { UpstreamError } from '../../src/errors.ts';
import { systemClock } from '../../src/model/clock.ts';
import { gatePolicies } from '../../src/security/gate/gate-policies.ts';
import { createServer, type HttpServer } from '../../src/server.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { gateConfig } from '../../src/teams/gate-config.ts';
import { createGateDoor, gateBodyLimit } from '../../src/teams/gate-door.ts';
import { openGate } from '../../src/teams/open-gate.ts';

const secret = 'a-secret-of-this-test';
const tenantId = '7e7e0000-0000-4000-8000-000000000001';
const entra = { tenantId, keysUrl: 'http://127.0.0.1:1/keys', issuers: [] };
const config = gateConfig.parse({ api: { verify: { by: 'shared-secret', variable: 'GATE_SECRET', secret } } });
/** Azure is away. */
const connection = {
  until: () => ({
    graph: { query: () => Promise.reject(new UpstreamError('Resource Graph', 'unavailable', 'is not available')) },
  }),
} as unknown as AzureConnection;
const log = pino({ level: 'silent' });
const clock = systemClock;

let http: HttpServer;
let store: Store;
let url = '';
beforeAll(async () => {
  store = await openStore({ path: ':memory:' });
  const verify = openGate(config, { entra, anonymous: false }, clock);
  if (verify === 'nobody') throw new Error('nobody may ask');
  http = createServer({
    config: { host: '127.0.0.1', port: 0, workSeconds: 10, appType: 'UserAssignedMSI', appId: '', tenantId },
    trust: { tenantId, serviceUrls: ['http://127.0.0.1:*'], anonymous: true },
    dialogue: createDialogue({ connection, store, clock, log, config: peopleConfig.parse({}) }),
    gate: createGateDoor({ verify, policies: gatePolicies(config), connection, store, clock, log }),
    ...{ store, clock, log },
  });
  url = (await http.listen()).url;
});
afterAll(async () => {
  await http.close();
  await store.close();
});

const image = 'contoso.azurecr.io/app:1';
const reportOf = (...severities: string[]) => ({
  SchemaVersion: 2,
  Results: [
    { Class: 'os-pkgs', Vulnerabilities: severities.map((Severity) => ({ VulnerabilityID: 'CVE-1', Severity })) },
  ],
});
const ask = async (body: unknown, headers: Record<string, string> = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const sent = { 'content-type': 'application/json', authorization: `Bearer ${secret}`, ...headers };
  const answer = await fetch(`${url}/api/gate`, { method: 'POST', body: text, headers: sent });
  const said = await answer.text();
  return { status: answer.status, body: said === '' ? undefined : (JSON.parse(said) as Record<string, unknown>) };
};

describe('POST /api/gate', () => {
  it.each([
    ['passes', { image, policy: 'microsoft', report: reportOf('MEDIUM') }, 200, { verdict: 'pass', reasons: [] }],
    ['fails', { image, policy: 'microsoft', report: reportOf('HIGH') }, 200, { verdict: 'fail', counts: { high: 1 } }],
    ['cannot judge a report', { image, report: { SchemaVersion: 2 } }, 422, { verdict: 'could-not-judge' }],
    ['cannot judge while Azure is away', { image }, 422, { verdict: 'could-not-judge' }],
    [
      'knows no such policy',
      { image, policy: 'x', report: {} },
      400,
      { error: expect.stringContaining('default, microsoft') },
    ],
    ['knows no such image', { image: 'not an image' }, 400, { error: expect.stringContaining('is no image') }],
    ['takes nothing else', { image, exceptions: [] }, 400, { error: expect.any(String) }],
    ['takes no list', [], 400, { error: expect.any(String) }],
    ['takes no broken JSON', '{"image":', 400, { error: 'The body is no JSON.' }],
    [
      'takes nothing that is too deep',
      `{"image":"a:1","report":${'['.repeat(200)}${']'.repeat(200)}}`,
      400,
      { error: expect.stringContaining('deeper') },
    ],
  ])('%s', async (_, body, status, said) => {
    const answer = await ask(body);

    expect(answer).toMatchObject({ status, body: said });
    expect(JSON.stringify(answer.body)).not.toContain(secret);
  });

  it.each([
    ['nobody', { authorization: '' }, 401],
    ['who has a wrong secret', { authorization: 'Bearer wrong' }, 401],
    ['a page in a browser', { 'content-type': 'text/plain' }, 415],
  ])('refuses %s', async (_, headers, status) => {
    expect((await ask({ image }, headers)).status).toBe(status);
  });

  it('reads no body of somebody it does not believe, and none that is too long', async () => {
    const long = { 'content-type': 'application/json', 'content-length': String(gateBodyLimit + 1) };
    const statusFor = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = request(`${url}/api/gate`, { method: 'POST', headers: { ...long, ...headers } }, (response) => {
          resolve(response.statusCode);
          sent.destroy();
        });
        sent.on('error', reject);
        sent.flushHeaders();
      });

    expect(await statusFor({})).toBe(401);
    expect(await statusFor({ authorization: `Bearer ${secret}` })).toBe(413);
  });

  it('is told in the metrics, and wants POST', async () => {
    const wrong = await fetch(`${url}/api/gate`);

    const text = await (await fetch(`${url}/metrics`)).text();

    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    expect(text).toMatch(/^watchkeeper_gate_requests_total\{outcome="pass"\} 1$/m);
    expect(text).toMatch(/^watchkeeper_gate_requests_total\{outcome="no-token"\} 2$/m);
  });

  it('is closed where nobody is named, and open to this machine alone in the range', () => {
    expect(openGate({}, { entra, anonymous: false }, clock)).toBe('nobody');
    expect(openGate({}, { entra, anonymous: true }, clock)).toBeUndefined();
  });
});
