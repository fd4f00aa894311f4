import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createDoor } from '../../src/incidents/door.ts';
import { openSources } from '../../src/incidents/open-sources.ts';
import { storeInbox } from '../../src/incidents/store-inbox.ts';
import { entraTenant } from '../../src/incidents/verify/entra-trust.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createDrivenClock } from '../teams/driven-clock.ts';
import { pushedSource } from './read-with.ts';

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
