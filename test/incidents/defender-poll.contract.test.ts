import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import { newsOf } from '../../src/incidents/defender/news.ts';
import type { PolledSource } from '../../src/incidents/source.ts';
import { defender } from '../../src/incidents/sources/defender.ts';
import { type RunningAzure, startAzure } from '../../src/lab/azure/start-azure.ts';
import type { SecurityAlert } from '../../src/lab/world/alerts.ts';
import { createWorld } from '../../src/lab/world/world.ts';
import { systemClock } from '../../src/model/clock.ts';

const source = defender as PolledSource;
const hour = 60 * 60 * 1000;
const world = createWorld({ now: new Date() });
const here = world.cluster('prod-weu').subscription.id;
const unread = '00000000-0000-4000-8000-0000000000ff';

let running: RunningAzure;
beforeAll(async () => {
  running = await startAzure({ world, clock: systemClock });
});
beforeEach(() => {
  world.alerts.length = 0;
  running.faults.clear();
});
afterAll(() => running.close());

function fire(name: string, more: Partial<SecurityAlert> = {}): SecurityAlert {
  const alert: SecurityAlert = {
    name,
    cluster: world.cluster('prod-weu'),
    type: 'K8S.NODE_ImageBinaryInMemory',
    title: 'Suspicious process',
    description: 'A process ran from memory.',
    severity: 'High',
    status: 'Active',
    intent: 'Execution',
    startTime: new Date(Date.now() - hour),
    steps: ['Look.'],
    ...more,
  };
  world.alerts.push(alert);
  return alert;
}

/** Asked without Resource Graph, whose engine takes seconds to load: which subscriptions there are is told elsewhere. */
function poll(watermark?: string, subscriptions = [here]) {
  const { credential, transport } = running;
  const log = pino({ level: 'silent' });
  const connection = connectAzure({ credential, transport, clock: systemClock, log, config: azureConfig.parse({}) });
  const config = source.config.parse({ subscriptions });
  return source.poll(connection.until(new AbortController().signal), watermark, { now: new Date(), config });
}
const told = (alerts: { identity: string; status: string }[]) =>
  alerts.map((it) => `${it.identity} ${it.status}`).sort();

describe('Defender, asked', () => {
  it('tells each alert once, again when it is over, and again when it is opened again', async () => {
    const [first, old] = [fire('a1'), fire('a0', { startTime: new Date(Date.now() - 72 * hour) })];

    const begun = await poll();
    expect(told(begun.alerts)).toEqual(['a1 firing']);
    expect(begun.alerts[0]).toMatchObject({ severity: 'high', labels: { cluster: 'prod-weu', intent: 'Execution' } });
    expect((await poll(begun.watermark)).alerts).toEqual([]);

    first.status = 'Dismissed';
    old.status = 'Resolved';
    fire('a2', { status: 'Resolved' });
    const later = await poll(begun.watermark);
    expect(told(later.alerts)).toEqual(['a0 resolved', 'a1 resolved', 'a2 resolved']);
    expect((await poll(later.watermark)).alerts).toEqual([]);

    old.status = 'Active';
    const again = await poll(later.watermark);
    expect(told(again.alerts)).toEqual(['a0 firing']);
  });

  it('fails when nothing can be read, and begins anew with a watermark that it cannot read', async () => {
    fire('a1');
    expect(told((await poll('nonsense')).alerts)).toEqual(['a1 firing']);

    running.faults.set('defender', { status: 403 });
    await expect(poll()).rejects.toMatchObject({ service: 'Defender for Cloud', reason: 'forbidden' });
  });

  it('says what it could not read, and does not forget how far it had come there', async () => {
    fire('a1');
    const before = { [unread]: { at: 1, known: { x: 'open' } } };
    running.faults.set('defender', { status: 403, match: new RegExp(unread) });

    const { alerts, watermark, gaps } = await poll(JSON.stringify({ subscriptions: before }), [here, unread]);

    expect(told(alerts)).toEqual(['a1 firing']);
    expect(gaps).toMatchObject([
      { what: `security alerts of subscription ${unread}`, next: expect.stringContaining('Security Reader') },
    ]);
    expect(JSON.parse(watermark).subscriptions).toMatchObject(before);
  });
});

describe('news between two polls', () => {
  it('is told when an alert is over and was not seen open, but not when it was over long ago', () => {
    const found = (identity: string, at: number) => ({ identity, state: 'over' as const, at });
    const before = { at: 100 * hour, known: {} };

    const { news } = newsOf([found('late', 99 * hour), found('long ago', 70 * hour)], before, 0);

    expect(news.map((it) => it.identity)).toEqual(['late']);
  });
});
