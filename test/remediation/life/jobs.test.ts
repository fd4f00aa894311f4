import { afterEach, describe, expect, it } from 'vitest';
import { UpstreamError } from '../../../src/errors.ts';
import type { TimeInterval } from '../../../src/model/time/time-interval.ts';
import { proposeAgain } from '../../../src/remediation/life/propose-again.ts';
import { review } from '../../../src/remediation/life/review-change.ts';
import { person, policyOf } from '../policy/some-policy.ts';
import { azure, conversation, type StartedWork, startWork } from './started-work.ts';

const hour = 3_600_000;
const down = (more: object = {}) => new UpstreamError('Kubernetes API', 'unavailable', 'does not answer', more);
const signal = new AbortController().signal;

let started: StartedWork;
afterEach(() => started.close());

/** A change that somebody approved, and that was run as far as the time given. */
async function approved(ms: number, o: Parameters<typeof startWork>[0] = {}) {
  started = await startWork(o);
  const { number } = await started.propose('a');
  await started.say(number, 'approved', 3);
  return started.after(ms, number);
}
const again = (number: number, by: number) =>
  proposeAgain(started.work, number, {
    ...{ by: person(by), conversation, requestId: 'r', azure, signal },
    permit: async () => undefined,
  });

describe('an approved change', () => {
  it('is made once, watched, and can be undone', async () => {
    const done = await approved(6_000);

    expect(done).toMatchObject({ state: 'succeeded', outcome: 'a is 1.', ran: { correlationId: 'made-1' } });
    expect(started.world.made).toEqual(['a']);
    expect(await started.audited()).toEqual([
      ...['change:proposed', 'change:approved', 'change:running', 'change:ran', 'change:succeeded'],
    ]);

    const undo = await started.propose('a', 2, { input: { name: 'a', by: -1 }, undoes: done.number });
    await started.say(undo.number, 'approved', 3);
    expect(await started.after(6_000, undo.number)).toMatchObject({ state: 'succeeded' });
    expect(await started.after(0, done.number)).toMatchObject({ state: 'undone' });
    expect(started.world.values.get('a')).toBe(0);
  });

  it('is not run in a world that moved on, and waits an hour for whoever asks anew', async () => {
    started = await startWork();
    const { number } = await started.propose('a', 1, { reason: 'it leaks' });
    started.clock.step(hour - 1_000);
    await started.say(number, 'approved', 3);
    started.world.values.set('a', 5);

    const stale = await started.after(2_000, number);
    expect(stale).toMatchObject({ state: 'stale', outcome: 'It changed meanwhile: value was 0 and is 5.' });

    const anew = await again(number, 2);
    expect(anew).toMatchObject({ state: 'proposed', round: 2, decisions: [], asker: { name: 'p2' } });
    // Nobody is quoted with what another one said.
    expect([anew.reason, anew.proposedAt]).toEqual([undefined, started.clock.now()]);
    await expect(started.say(number, 'approved', 3, { round: 1 })).rejects.toMatchObject({ reason: 'old-card' });
    await expect(started.say(number, 'approved', 2)).rejects.toMatchObject({ reason: 'own-proposal' });
    await started.say(number, 'approved', 3);
    expect(await started.after(6_000, number)).toMatchObject({ state: 'succeeded' });
    expect(started.world.values.get('a')).toBe(6);
  });

  it('is not asked for anew while the same waits', async () => {
    started = await startWork();
    const first = await started.propose('a');
    await started.say(first.number, 'approved', 3);
    started.world.values.set('a', 5);
    await started.after(0, first.number);
    const second = await started.propose('a', 2);

    await expect(again(first.number, 1)).rejects.toMatchObject({ reason: 'waits-already' });
    expect(second.number).not.toBe(first.number);
  });

  it('is not run at another place than the one that was approved', async () => {
    started = await startWork();
    const { number } = await started.propose('a');
    await started.say(number, 'approved', 3);
    started.world.place = { ...started.world.place, environment: 'test' };

    expect(await started.after(6_000, number)).toMatchObject({
      state: 'stale',
      outcome: 'It changed meanwhile: place.environment was production and is test.',
    });
    expect(started.world.made).toEqual([]);
  });

  it('is not run when a tool has taken the object over', async () => {
    started = await startWork();
    const { number } = await started.propose('a');
    await started.say(number, 'approved', 3);
    started.world.managedBy = { tool: 'Flux', owner: 'Kustomization apps', commit: 'value: 1' };

    expect(await started.after(6_000, number)).toMatchObject({
      state: 'rejected',
      plan: { managedBy: { tool: 'Flux' } },
    });
    expect(started.world.made).toEqual([]);
  });

  it('says why it is not run yet, is tried again until its time is over, and not after', async () => {
    started = await startWork();
    const { number } = await started.propose('a');
    await started.say(number, 'approved', 3);
    started.world.faults.plan = down();

    const waiting = await started.after(0, number);
    expect(waiting).toMatchObject({
      state: 'approved',
      outcome: 'It could not be run yet: Kubernetes API does not answer.',
    });
    await started.after(6_000, number);
    expect(await started.after(6_000, number)).toMatchObject({ state: 'succeeded' });

    const late = await started.propose('b');
    await started.say(late.number, 'approved', 3);
    Object.assign(started.world, { faults: { plan: down() }, isDown: true });
    for (let waited = 0; waited < hour; waited += 60_000) await started.after(60_000, late.number);
    expect(await started.after(0, late.number)).toMatchObject({ state: 'expired' });
    expect(started.world.made).toEqual(['a']);
  });

  it('waits for another approval where the policy asks for more by now, and says so', async () => {
    started = await startWork();
    const { number } = await started.propose('a');
    started.work.config.policy = policyOf({ name: 'two', terms: { approvals: 2 } });
    const first = await started.say(number, 'approved', 3);
    expect(first.state).toBe('proposed');
    expect((await started.audited()).at(-1)).toBe('change:approval');

    started.work.config.policy = policyOf();
    await expect(started.say(number, 'approved', 3)).rejects.toMatchObject({ reason: 'said-already' });
    const second = await started.say(number, 'approved', 4);
    expect(second.state).toBe('approved');
    started.work.config.policy = policyOf({ name: 'three', terms: { approvals: 3 } });

    const back = await started.after(0, number);
    expect(back).toMatchObject({ state: 'proposed', needs: { approvals: 3, rule: 'three' } });
    expect(back.outcome).toContain('asks for more');
    await started.say(number, 'approved', 5);
    expect(await started.after(6_000, number)).toMatchObject({ state: 'succeeded' });
  });

  it('waits for its window, and an emergency does not', async () => {
    const night: TimeInterval = { location: 'UTC', times: [{ begin: 22 * 60, end: 23 * 60 }] } as TimeInterval;
    const terms = { windows: ['night'], breakGlass: { who: 'operators' as const, reviewWithinMs: hour } };
    const policy = { ...policyOf({ name: 'nightly', terms }), timeIntervals: new Map([['night', [night]]]) };
    const waiting = await approved(6_000, { policy });
    expect(waiting).toMatchObject({ state: 'approved', waitsUntil: new Date('2026-11-25T22:00:00Z') });
    const second = await started.propose('b');
    await started.say(second.number, 'approved', 3);
    await started.after(0, second.number);

    await started.say(waiting.number, 'broke-glass', 2, { reason: 'the shop is down' });
    expect(await started.after(6_000, waiting.number)).toMatchObject({ state: 'succeeded', review: {} });
    expect(await started.after(0, second.number)).toMatchObject({ state: 'approved' });
    expect(await started.after(19 * hour, second.number)).toMatchObject({ state: 'running' });

    const word = { by: person(2), conversation };
    const o = { signal, requestId: 'r' };
    await expect(review(started.work, waiting.number, word, o)).rejects.toMatchObject({ reason: 'own-proposal' });
    const own = review(started.work, waiting.number, { ...word, by: person(1) }, o);
    await expect(own).rejects.toMatchObject({ reason: 'own-proposal' });
    started.work.config.policy = policyOf({ name: 'never', terms: 'deny' });
    expect(await review(started.work, waiting.number, { ...word, by: person(3) }, o)).toMatchObject({
      review: { by: { name: 'p3' } },
    });
  });

  it('waits for one window and not for the next: nothing is approved for ever', async () => {
    const night: TimeInterval = { location: 'UTC', times: [{ begin: 22 * 60, end: 22 * 60 + 30 }] } as TimeInterval;
    const policy = {
      ...policyOf({ name: 'nightly', terms: { windows: ['night'] } }),
      timeIntervals: new Map([['night', [night]]]),
    };
    const waiting = await approved(0, { policy });
    expect(waiting).toMatchObject({ state: 'approved', waitsUntil: new Date('2026-11-25T22:00:00Z') });

    const missed = await started.after(19.6 * hour, waiting.number);

    expect(missed).toMatchObject({ state: 'expired', outcome: 'Its change window closed before it could be run.' });
    expect(started.world.made).toEqual([]);
  });

  it('that was proposed and never approved is over when its time is', async () => {
    started = await startWork();
    const { number } = await started.propose('a');

    expect(await started.after(hour - 1, number)).toMatchObject({ state: 'proposed' });
    expect(await started.after(1, number)).toMatchObject({ state: 'expired' });
    await expect(started.say(number, 'approved', 3)).rejects.toMatchObject({ reason: 'over' });
  });
});
