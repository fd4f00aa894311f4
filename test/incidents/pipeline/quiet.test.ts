import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askMonitor } from '../../../src/incidents/pipeline/ask-monitor.ts';
import { ops, type PipelineUnderTest, startPipeline } from './start-pipeline.ts';

const minute = 60_000;

let run: PipelineUnderTest;
beforeEach(async () => {
  run = await startPipeline({
    route: { repeat_interval: '9m' },
    ...{ quiet_after: '30m', quiet_after_by_source: { defender: '20m' }, ask_after: '10m' },
  });
});
afterEach(() => run.close());
const card = () => run.teams.messages(ops)[0];
const replies = () => (card()?.replies ?? []).map(({ summary }) => summary);
const reminders = () => replies().filter((it) => it.includes('Still going on')).length;
const asks = async () => {
  await askMonitor(run.pipeline);
  await run.passes(minute, 30_000);
};

describe('an incident of which nothing is heard', () => {
  it('says so, reminds nobody and is not looked at until something is heard or due, and is not over', async () => {
    await run.take({ identity: 'a' }, { identity: 'b' });
    await run.passes(20 * minute, 5 * minute);
    await run.take({ identity: 'b' });
    await run.passes(25 * minute, 5 * minute);
    expect([card()?.text.includes('not heard of since'), reminders()]).toEqual([false, 4]);

    await run.passes(10 * minute, 5 * minute);
    expect(card()?.text).toContain('not heard of since 03:20 UTC');
    expect(replies().at(-1)).toContain('Nothing was heard of its alerts since 2026-11-25 03:20 UTC');
    const dueIn = (await run.store.jobs.nextAt(['usual']))?.getTime() ?? 0;
    expect(dueIn - run.clock.now().getTime()).toBeGreaterThan(20 * minute);
    await run.acts(1, { move: 'snooze', until: new Date(run.clock.now().getTime() + 10 * minute) });
    await run.passes(120 * minute, 10 * minute);
    expect(replies().at(-1)).toContain('snooze has ended');
    expect(reminders()).toBe(4);
    expect((await run.store.incidents.incident(1))?.status).toBe('open');

    await run.take({ identity: 'b' });
    expect(replies().slice(-2)).toEqual([
      expect.stringContaining('Still going on'),
      expect.stringContaining('heard of again'),
    ]);
    expect(card()?.text).not.toContain('not heard of since');
  });

  it('is joined by what fires anew, and is over when its alerts are', async () => {
    await run.take({ identity: 'a' });
    await run.passes(40 * minute, 10 * minute);
    await run.take({ identity: 'c' });
    expect(replies().at(-1)).toContain('heard of again');
    expect(card()?.text).toContain('c is down');

    await run.passes(40 * minute, 10 * minute);
    await run.take(
      ...['a', 'c'].map((identity) => ({ identity, status: 'resolved' as const, endsAt: run.clock.now() })),
    );
    expect((await run.store.incidents.incident(1))?.status).toBe('resolved');
  });
});

describe('an alert of Azure Monitor of which nothing is heard', () => {
  const take = () => {
    const alert_id = run.world.monitorAlerts[0]?.id ?? '';
    return run.take({ identity: 'a', source: 'azure-monitor', annotations: { alert_id } });
  };

  it('is asked about: one that fires was heard of, one that is over ends its incident', async () => {
    await take();
    await run.passes(25 * minute, 5 * minute);
    await asks();
    await run.passes(25 * minute, 5 * minute);
    expect(card()?.text).not.toContain('not heard of since');

    const [alert] = run.world.monitorAlerts;
    if (alert) alert.condition = 'Resolved';
    await run.passes(20 * minute, 5 * minute);
    expect((await run.store.incidents.incident(1))?.status).toBe('resolved');
    expect(replies().at(-1)).toContain('Over');
  });

  it('of the activity log is not heard of by being asked about: it stays fired there for ever', async () => {
    const [alert] = run.world.monitorAlerts;
    if (alert) alert.statelessBy = 'activity log';
    await take();
    await run.passes(15 * minute, 5 * minute);
    await asks();
    await run.passes(25 * minute, 5 * minute);
    expect(card()?.text).toContain('not heard of since 03:00 UTC');
    expect(card()?.text).not.toContain('Nobody will tell its end');
  });

  it('says that nobody will tell its end when its rule resolves nothing, and says what could not be read, once', async () => {
    const [alert] = run.world.monitorAlerts;
    if (alert) alert.statelessBy = 'log search';
    await take();
    await run.passes(minute, 30_000);
    run.world.faults.set('arm', { status: 403 });
    await asks();
    await run.passes(40 * minute, 5 * minute);
    expect(replies().filter((it) => it.includes('could not be read'))).toHaveLength(1);
    expect(card()?.text).toContain('not heard of since');

    run.world.faults.clear();
    await run.passes(15 * minute, 5 * minute);
    await run.take({ identity: 'a', source: 'azure-monitor', annotations: { alert_id: alert?.id ?? '' } });
    expect(card()?.text).toMatch(/Nobody will tell its end.*Resolve/);
  });
});

it('of a source that is asked is heard of whenever that is read, until it can be read no more', async () => {
  await run.take({ identity: 'a', source: 'defender', labels: { alertname: 'Attack' } });
  for (const _ of [1, 2, 3]) {
    await run.passes(10 * minute, 10 * minute);
    await run.store.together(run.clock.now(), (writing) => writing.setWatermark('defender', '', run.clock.now()));
  }
  expect(card()?.text).not.toContain('not heard of since');

  await run.passes(25 * minute, 5 * minute);
  expect(card()?.text).toContain('not heard of since 03:30 UTC');
});
