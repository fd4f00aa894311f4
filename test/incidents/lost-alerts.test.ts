import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lostOf } from '../../src/incidents/defender/lost.ts';
import { knownAs } from '../../src/incidents/defender/watermark.ts';
import { pollSource } from '../../src/incidents/pipeline/poll-source.ts';
import type { PolledSource } from '../../src/incidents/source.ts';
import { defender } from '../../src/incidents/sources/defender.ts';
import { ops, type PipelineUnderTest, startPipeline } from './pipeline/start-pipeline.ts';

describe('an alert that Defender no longer has', () => {
  const [a, b] = [{ identity: 'a' }, { identity: 'b' }];
  const known = { at: 1, known: { [knownAs('a')]: 'open' as const, [knownAs('b')]: 'over' as const } };
  const none = { at: 1, known: {} };
  const whole = { polls: 2, isWhole: true };

  it('is lost when so many whole readings running were without it, and was open before', () => {
    const first = lostOf([], known, none, whole);
    const second = lostOf([], first.after, none, whole);

    expect(first).toEqual({
      lost: [],
      after: { at: 1, known: { [knownAs('a')]: 'open' }, absent: { [knownAs('a')]: 1 } },
    });
    expect(second).toEqual({ lost: [knownAs('a')], after: none });
  });

  it('is not lost when it comes back, nor by readings that are not whole', () => {
    const first = lostOf([], known, none, whole);
    const back = lostOf([a, b], first.after, known, whole);
    const partly = lostOf([], first.after, none, { polls: 2, isWhole: false });

    expect(back).toEqual({ lost: [], after: known });
    expect(partly.lost).toEqual([]);
    expect(lostOf([], partly.after, none, whole).lost).toEqual([knownAs('a')]);
  });
});

describe('its incident', () => {
  let run: PipelineUnderTest;
  beforeAll(async () => {
    run = await startPipeline({ route: { group_wait: '10s', group_interval: '1m' } });
    // Why it happened is asked elsewhere.
    run.world.faults.set('resource-graph', { status: 403 });
  });
  afterAll(() => run.close());

  it('ends, and says why', async () => {
    const source = defender as PolledSource;
    const [alert] = run.world.alerts.filter(({ status }) => status === 'Active');
    if (!alert) throw new Error('the range has no alert of Defender');
    run.world.alerts.splice(0, run.world.alerts.length, { ...alert, startTime: run.clock.now() });
    const subscriptions = [alert.cluster.subscription.id];
    const poll = async () => {
      await pollSource(run.pipeline, { source, config: source.config.parse({ subscriptions, lostAfterPolls: 2 }) });
      await run.passes(70_000, 35_000);
    };
    const lines = async () => (await run.store.incidents.linesOf(1)).map(({ text }) => text).join('\n');

    await poll();
    const open = await run.store.incidents.incident(1);
    run.world.alerts.length = 0;
    await poll();
    const missing = await run.store.incidents.incident(1);
    await poll();

    expect([open?.status, missing?.status]).toEqual(['open', 'open']);
    expect((await run.store.incidents.incident(1))?.status).toBe('resolved');
    expect(await lines()).toMatch(/Defender for Cloud no longer has the alert ".+", and never said that it was over/);
    expect(run.teams.messages(ops)).toHaveLength(1);
  });
});
