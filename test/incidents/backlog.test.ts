import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createDoor } from '../../src/incidents/door.ts';
import { openSources } from '../../src/incidents/open-sources.ts';
import { storeInbox } from '../../src/incidents/store-inbox.ts';
import { entraTenant } from '../../src/incidents/verify/entra-trust.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createDrivenClock } from '../teams/driven-clock.ts';
import { pushedSource } from './read-with.ts';

it('lets sorting give way to a rush, but not when what is to be sorted has waited for long', async () => {
  const now = new Date('2026-11-29T10:00:00Z');
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const store = await openStore({ path: ':memory:' });
  const inbox = storeInbox(store, { mostWaiting: 100 });
  const take = () => inbox.take({ source: 'acr', at: now, body: Buffer.from('{}'), count: 1 });

  for (let n = 0; n < 7; n++) await take();
  expect(inbox.rushMs(now)).toBe(0);
  await take();

  expect([inbox.rushMs(now), inbox.rushMs(now, ago(2_999)), inbox.rushMs(now, ago(3_000))]).toEqual([250, 250, 0]);
  expect(inbox.rushMs(new Date(now.getTime() + 500))).toBe(0);
  await store.close();
});

it('asks senders to come again while too much waits to be sorted, says so, and takes from them afterwards', async () => {
  const clock = createDrivenClock();
  const store = await openStore({ path: ':memory:' });
  const inbox = storeInbox(store, { mostWaiting: 3 });
  const sources = openSources({ sources: { acr: {} } }, { entra: entraTenant('t'), anonymous: true }, clock);
  const door = createDoor({ sources, inbox, clock, log: pino({ level: 'silent' }) });
  const bytes = Buffer.from(JSON.stringify(pushedSource('acr').example));
  const headers = { 'content-type': 'application/json' };
  const send = () => door.knock({ source: 'acr', method: 'POST', query: '', headers, read: async () => bytes });
  for (let n = 0; n < 4; n++) expect((await send()).status).toBe(200);

  expect(await send()).toEqual({ status: 503, headers: { 'retry-after': '30' } });
  expect(await inbox.faults(clock.now())).toEqual([expect.stringMatching(/^4 deliveries of alerts wait/)]);
  expect(door.metrics()).toMatch(/^watchkeeper_alert_deliveries_total\{source="acr",outcome="backlog"\} 1$/m);
  await store.together(clock.now(), async (it) =>
    it.dropDeliveries((await it.oldestDeliveries(9)).map(({ id }) => id)),
  );
  await clock.advance(500);

  expect(await inbox.faults(clock.now())).toEqual([]);
  expect((await send()).status).toBe(200);
  await store.close();
});
