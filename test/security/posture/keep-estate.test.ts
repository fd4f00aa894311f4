import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AzureConnection } from '../../../src/azure/azure.ts';
import { azureConfig } from '../../../src/azure/azure-config.ts';
import { connectAzure } from '../../../src/azure/connect-azure.ts';
import { type RunningAzure, startAzure } from '../../../src/lab/azure/start-azure.ts';
import { createWorld } from '../../../src/lab/world/world.ts';
import { keepEstate } from '../../../src/security/posture/keep-estate.ts';
import { postureConfig } from '../../../src/security/posture/posture-config.ts';
import { postureTasks, startPosture } from '../../../src/security/posture/posture-tasks.ts';
import type { PostureWork } from '../../../src/security/posture/posture-work.ts';
import { readRecommendations } from '../../../src/security/posture/read-recommendations.ts';
import { joinedScore, readSecureScores } from '../../../src/security/posture/read-secure-scores.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { startWorker } from '../../../src/store/worker.ts';

const log = pino({ level: 'silent' });
const begin = new Date('2026-11-25T12:00:00Z').getTime();
const minute = 60_000;
let now = begin;
const clock = { now: () => new Date(now), after: () => () => undefined };
const world = createWorld({ now: new Date(begin), quiet: true });
let azure: RunningAzure;
let connection: AzureConnection;
let store: Store;

beforeAll(async () => {
  azure = await startAzure({ world, clock });
  const { transport, credential } = azure;
  connection = connectAzure({ credential, transport, clock, log, config: azureConfig.parse({}) });
});
afterAll(() => azure.close());
beforeEach(async () => {
  now = begin;
  store = await openStore({ path: ':memory:' });
  return () => store.close();
});

const channel = '19:week@thread.tacv2';
const workOf = (config: object, over: Partial<PostureWork> = {}): PostureWork => ({
  ...{ store, clock, log, connection, config: postureConfig.parse(config), wake: () => undefined },
  addressOf: async (conversationId) => ({ tenantId: 't', serviceUrl: 'https://t', conversationId }),
  ...over,
});

/** The posture's jobs of one process: `until` lets the clock go to that minute and what is due be done. */
async function started(config: object) {
  const work = workOf(config);
  await startPosture(work);
  const worker = startWorker({ store, clock, log, tasks: postureTasks(work) });
  return {
    async until(minutes: number) {
      now = begin + minutes * minute;
      worker.wake();
      await worker.idle();
    },
    close: () => worker.close(),
  };
}
/** What the channel would be sent, a subject and a first line each. */
async function sent() {
  const lease = 'l';
  const to = await store.outbox.claim({ now: new Date(now), until: new Date(now + minute), lease });
  if (!to) return undefined;
  const message = await store.outbox.next(to, new Date(now));
  if (!message || !('subject' in message)) return undefined;
  const at = new Date(now);
  await store.outbox.sent(to, message, { ...to, activityId: message.subject }, at);
  await store.outbox.release(to, { lease, nextAt: at });
  return { subject: message.subject, says: message.card.summary };
}

it('keeps every resource and the score of the day, again a day later, and once more at the next start only where it is due', async () => {
  const one = await started({});
  await one.until(1);
  await one.close();

  expect([...(await store.posture.kept()).values()].filter(({ closelyAt }) => closelyAt).length).toBeGreaterThan(3);
  const again = await started({});
  await again.until(30);
  expect((await store.posture.reading())?.startedAt).toEqual(new Date(begin + minute));
  await again.until(24 * 60 + 2);
  await again.close();
  expect((await store.posture.days(9)).map(({ day }) => day)).toEqual(['2026-11-25', '2026-11-26']);
});

it('forgets what is gone, though a row of another resource is not understood', async () => {
  const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerInstance/containerGroups/odd';
  world.platforms.push({ id, name: 'odd', type: 'Microsoft.ContainerInstance/containerGroups', properties: [] });
  const at = new Date(begin - minute);
  const gone = { id: '/gone', type: 't', name: 'gone', subscriptionId: 's', resourceGroup: 'g', location: '' };
  await store.together(at, (writing) =>
    writing.posture.put([{ resource: gone, firstAt: at, readAt: at, turns: {}, found: [] }]),
  );

  await keepEstate(workOf({}));
  world.platforms.pop();

  expect(await store.posture.keptOf('/gone')).toBeUndefined();
  expect((await store.posture.kept()).size).toBeGreaterThan(3);
});

it('forgets nothing when the right to read was taken away, and says so', async () => {
  await keepEstate(workOf({}));
  const kept = (await store.posture.kept()).size;

  now += 24 * 60 * minute;
  azure.faults.set('resource-graph', { empty: true });
  await keepEstate(workOf({}));
  azure.faults.clear();

  expect((await store.posture.kept()).size).toBe(kept);
  expect((await store.posture.reading())?.failure).toMatchObject({
    why: 'Resource Graph lists no resource any more.',
    next: "Grant the bot's identity Reader on the subscriptions.",
  });
});

it('goes on after it was interrupted with what it had not looked at', async () => {
  // After the second resource the time of this part is up.
  let looked = 0;
  const slow = { now: () => new Date(now + (looked > 2 ? 2 * minute : 0)), after: clock.after };
  const counting = {
    until(signal: AbortSignal) {
      looked += 1;
      return connection.until(signal);
    },
  };
  await keepEstate(workOf({}, { clock: slow, connection: counting }));
  const before = await store.posture.kept();
  expect(await store.posture.days(9)).toEqual([]);

  const next = await started({});
  await next.until(20);
  await next.close();

  const after = await store.posture.kept();
  expect(await store.posture.days(9)).toHaveLength(1);
  const done = [...before].filter(([, { closelyAt }]) => closelyAt);
  expect(done.length).toBeGreaterThan(0);
  for (const [id, { closelyAt }] of done) expect(after.get(id)?.closelyAt).toEqual(closelyAt);
});

it('tells the week once, by the wall clock, over a restart and never twice', async () => {
  const digest = { channel, day: 'thursday', at: '09:00', time_zone: 'Europe/Berlin' };
  const scored = (day: string, percent: number) =>
    store.together(new Date(now), (writing) =>
      writing.posture.putDay({
        ...{ day, at: new Date(`${day}T06:00:00Z`), practices: {}, resources: 2 },
        score: { percent, counts: { fail: 1, pass: 1, unread: 0, 'not-applicable': 0, excepted: 0 } },
      }),
    );
  await scored('2026-11-25', 60);
  const one = await started({ digest, enabled: false });
  await one.until(19 * 60 + 59);
  expect(await sent()).toBeUndefined();
  await one.until(20 * 60);
  expect(await sent()).toEqual({ subject: 'posture/2026-11-26T08:00:00.000Z', says: 'Posture of the week: 60 %' });
  await one.close();

  await scored('2026-12-02', 72.9);
  const two = await started({ digest, enabled: false });
  await two.until(6 * 24 * 60);
  expect(await sent()).toBeUndefined();
  await two.until(8 * 24 * 60);
  expect(await sent()).toEqual({
    subject: 'posture/2026-12-03T08:00:00.000Z',
    says: 'Posture of the week: 72 %, up 12.9 from 60 % on 25 Nov',
  });
  expect(await sent()).toBeUndefined();
  await two.close();

  const other = await started({ digest: { ...digest, day: 'sunday' }, enabled: false });
  await other.until(15 * 24 * 60);
  expect(await sent()).toMatchObject({ subject: 'posture/2026-12-06T08:00:00.000Z' });
  expect(await sent()).toBeUndefined();
  await other.close();
});

it('reads what Defender says of a cluster, a registry and the subscriptions', async () => {
  const asked = connection.until(new AbortController().signal);
  const cluster = await readRecommendations(asked, world.cluster('dev-weu').id);
  const registry = await readRecommendations(asked, world.registries[0]?.id ?? '');

  expect(cluster.recommendations).toContainEqual(
    expect.objectContaining({ status: 'Unhealthy', policyId: 'a1840de2-8088-4ea8-b153-b4c723e9cb01' }),
  );
  expect(registry.recommendations.map(({ name }) => name)).not.toContainEqual(expect.stringMatching(/^Update/));
  expect([cluster.unread, registry.unread]).toEqual([0, 0]);
  expect(joinedScore((await readSecureScores(asked)).scores)?.subscriptions).toBe(2);
});
