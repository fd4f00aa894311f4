import { afterEach, describe, expect, it } from 'vitest';
import { UpstreamError, UserError } from '../../../src/errors.ts';
import { lookNow } from '../../../src/remediation/life/look-now.ts';
import { review } from '../../../src/remediation/life/review-change.ts';
import { runChange } from '../../../src/remediation/life/run-change.ts';
import { undoOf } from '../../../src/remediation/life/undo-of.ts';
import { person, policyOf } from '../policy/some-policy.ts';
import { conversation, type StartedWork, startWork } from './started-work.ts';

const hour = 3_600_000;
const lost = () => new UpstreamError('Kubernetes API', 'timeout', 'did not answer in time', { outcomeUnknown: true });
const blind = () => new UpstreamError('Kubernetes API', 'unavailable', 'does not answer');

let started: StartedWork;
afterEach(() => started.close());

async function approve(name: string): Promise<number> {
  const { number } = await started.propose(name);
  await started.say(number, 'approved', 3);
  return number;
}

describe('a change of which nobody knows', () => {
  it('was made: it is looked up, not run again, and can be undone', async () => {
    started = await startWork();
    started.world.faults.afterWrite = lost();
    const number = await approve('a');

    const found = await started.after(6_000, number);

    expect(found).toMatchObject({ state: 'succeeded', outcome: 'a is 1.' });
    expect(started.world.made).toEqual(['a']);
    expect(undoOf(found, started.work)).toEqual({ action: 'add', input: { name: 'a', by: -1 } });
  });

  it('was not made: that is said no sooner than it can no longer be made', async () => {
    started = await startWork();
    started.world.faults.beforeWrite = lost();
    const number = await approve('a');

    expect(await started.after(60_000, number)).toMatchObject({ state: 'unknown', outcome: 'a is 0 still.' });
    expect(await started.after(60_000, number)).toMatchObject({ state: 'failed' });
    expect(started.world.made).toEqual([]);
  });

  it('is looked up at once when somebody wants to know', async () => {
    started = await startWork();
    started.world.faults.afterWrite = lost();
    const number = await approve('a');
    Object.assign(started.world, { faults: { ...started.world.faults, verify: blind() }, isDown: true });
    await expect.poll(async () => (await started.after(0, number)).state).toBe('unknown');
    const waiting = await started.after(hour, number);
    Object.assign(started.world, { faults: {}, isDown: false });

    await lookNow(waiting, started.work);

    expect(await started.after(0, number)).toMatchObject({ state: 'succeeded' });
  });

  it('cannot be looked up for days: it is looked up until it can', async () => {
    started = await startWork();
    started.world.faults.afterWrite = lost();
    const number = await approve('a');
    Object.assign(started.world, { faults: { ...started.world.faults, verify: blind() }, isDown: true });
    await expect.poll(async () => (await started.after(0, number)).state).toBe('unknown');
    for (let h = 0; h < 30; h++) expect(await started.after(hour, number)).toMatchObject({ state: 'unknown' });

    started.world.faults = {};

    expect(await started.after(2 * hour, number)).toMatchObject({ state: 'succeeded' });
  });

  it('is one whose worker is too slow: what it has made is kept though another thought it dead', async () => {
    let release = () => {};
    started = await startWork();
    started.world.hold = new Promise((resolve) => {
      release = resolve;
    });
    const number = await approve('a');
    const state = async () => (await started.store.remediations.remediation(number))?.state;
    await expect.poll(state).toBe('running');
    await runChange(started.work, number);
    expect(await state()).toBe('unknown');

    release();
    const found = await started.after(6_000, number);

    expect(found).toMatchObject({ state: 'succeeded', ran: { correlationId: 'made-1' } });
    expect(started.world.made).toEqual(['a']);
  });

  it('is given its time where its action takes long', async () => {
    let release = () => {};
    started = await startWork({ runMs: 600_000 });
    started.world.hold = new Promise((resolve) => {
      release = resolve;
    });
    const number = await approve('a');
    const state = async () => (await started.store.remediations.remediation(number))?.state;
    await expect.poll(state).toBe('running');
    await runChange(started.work, number);

    expect(await state()).toBe('running');
    release();
    expect(await started.after(6_000, number)).toMatchObject({ state: 'succeeded' });
  });
});

describe('a change that was begun', () => {
  it('has failed where the write was refused, and cannot be undone', async () => {
    started = await startWork();
    started.world.faults.beforeWrite = new UserError('a is locked.');
    const number = await approve('a');

    const failed = await started.after(0, number);

    expect(failed).toMatchObject({ state: 'failed', outcome: 'It was not made: a is locked.' });
    expect(undoOf(failed, started.work)).toBeUndefined();
  });

  it('is not reviewed before it is over, so that nobody else writes what is being made', async () => {
    const terms = { breakGlass: { who: 'operators' as const, reviewWithinMs: hour } };
    started = await startWork({ policy: policyOf({ name: 'glass', terms }) });
    let release = () => {};
    started.world.hold = new Promise((resolve) => {
      release = resolve;
    });
    started.world.faults.beforeWrite = new UserError('a is locked.');
    const { number } = await started.propose('a');
    await started.say(number, 'broke-glass', 2, { reason: 'the shop is down' });
    const state = async () => (await started.store.remediations.remediation(number))?.state;
    await expect.poll(state).toBe('running');

    const early = review(
      started.work,
      number,
      { by: person(3), conversation },
      { signal: new AbortController().signal, requestId: 'r' },
    );
    await expect(early).rejects.toThrow('when it is over');
    release();
    expect(await started.after(0, number)).toMatchObject({ state: 'failed' });

    expect((await started.after(hour, number)).review).toMatchObject({ asked: true });
    expect((await started.audited()).filter((it) => it === 'change:review-overdue')).toHaveLength(1);
  });

  it('ends though its version is gone that knows how to look', async () => {
    started = await startWork();
    started.world.faults.verify = blind();
    const number = await approve('a');
    await started.after(0, number);
    Object.assign(started.work, { actions: new Map() });
    await started.after(6_000, number);
    for (let minute = 0; minute < 16; minute++) await started.after(60_000, number);

    expect(await started.after(0, number)).toMatchObject({ state: 'failed' });
  });
});
