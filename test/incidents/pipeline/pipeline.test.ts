import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { matcher } from '../../../src/incidents/matcher.ts';
import { silenceAlerts } from '../../../src/incidents/pipeline/silence-alerts.ts';
import { scenarios } from '../../../src/lab/scenarios/index.ts';
import { ann, ops, type PipelineUnderTest, startPipeline } from './start-pipeline.ts';

const minute = 60_000;
const hour = 60 * minute;
const people = [{ name: 'Bob', id: '00000000-0000-4000-8000-00000000000b' }];

describe('an incident', () => {
  let run: PipelineUnderTest;
  beforeEach(async () => {
    const escalation = [{ after: '10m', rota: 'first' }];
    run = await startPipeline({
      route: { group_wait: '30s', group_interval: '5m', repeat_interval: '1h', escalation },
      rotas: [{ name: 'first', layers: [{ people, start: '2026-01-05' }] }],
    });
  });
  afterEach(() => run.close());
  const posts = () => run.teams.messages(ops);
  const replies = () => posts().map((post) => post.replies.map(({ summary }) => summary));
  const ends = (...identities: string[]) =>
    run.take(...identities.map((identity) => ({ identity, status: 'resolved' as const, endsAt: run.clock.now() })));

  it('is told once after group_wait, edited every group_interval, and over when its alerts are', async () => {
    await run.take({ identity: 'a' });
    await run.passes(29_000, 29_000);
    expect(posts()).toEqual([]);
    await run.take({ identity: 'b' });

    await run.passes(2_000, 2_000);
    expect(posts()).toMatchObject([{ edits: 0, replies: [] }]);
    expect(posts()[0]?.text).toMatch(/a is down.*b is down|b is down.*a is down/);

    await run.take({ identity: 'c' });
    expect(posts()[0]?.edits).toBe(0);
    await run.passes(5 * minute, minute);
    expect(posts()[0]).toMatchObject({ edits: 1, replies: [{ summary: expect.stringContaining('c is down') }] });

    await ends('a', 'b', 'c');
    await run.passes(5 * minute, 30_000);
    expect(replies()[0]?.at(-1)).toContain('Over');
    expect((await run.store.incidents.incident(1))?.status).toBe('resolved');
    await run.passes(3 * hour, 5 * minute);
    expect(posts()).toHaveLength(1);
    expect(replies()[0]?.filter((it) => !it.includes('calls Bob'))).toHaveLength(2);
  });

  it('is told to nobody when it was over before anybody was told', async () => {
    await run.take({ identity: 'a' });
    await ends('a');
    await run.passes(minute, 30_000);

    expect(posts()).toEqual([]);
    expect((await run.store.incidents.incident(1))?.status).toBe('resolved');
  });

  it('calls the person on call when nobody answers, and nobody when somebody does', async () => {
    await run.take({ identity: 'a', labels: { alertname: 'A' } }, { identity: 'b', labels: { alertname: 'B' } });
    await run.passes(minute, 30_000);
    await run.acts(2, { move: 'acknowledge' });
    await run.passes(10 * minute, 5 * minute);

    expect(replies()[0]?.join()).toContain('calls Bob');
    expect(posts()[0]?.replies[0]?.text).toContain('<at>Bob</at>');
    expect(replies()[1]).toEqual([expect.stringContaining('Acknowledged')]);
    expect((await run.store.incidents.linesOf(2)).map(({ kind, actor }) => [kind, actor?.name])).toContainEqual([
      'acknowledged',
      'Ann',
    ]);
  });

  it('is acknowledged by one of two who press at the same time, and the other is told by whom', async () => {
    await run.take({ identity: 'a' });
    const both = await Promise.allSettled([run.acts(1, { move: 'acknowledge' }), run.acts(1, { move: 'acknowledge' })]);

    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(JSON.stringify(both.map((it) => it.status === 'rejected' && String(it.reason)))).toContain(
      'already acknowl',
    );
  });

  it('is reopened when it comes back within the window, and new after it', async () => {
    await run.take({ identity: 'a' });
    await run.passes(minute, 30_000);
    await ends('a');
    await run.passes(5 * minute, minute);
    await run.take({ identity: 'a', startsAt: run.clock.now() });
    await run.passes(minute, 30_000);

    expect(posts()).toHaveLength(1);
    expect((await run.store.incidents.incident(1))?.status).toBe('reopened');
    await ends('a');
    await run.passes(2 * hour, 5 * minute);
    await run.take({ identity: 'a', startsAt: run.clock.now() });
    await run.passes(minute, 30_000);
    expect(posts()).toHaveLength(2);
    expect((await run.store.incidents.incident(2))?.status).toBe('open');
  });

  it('stays resolved by a person while its alert still fires, and comes back with another', async () => {
    await run.take({ identity: 'a' });
    await run.passes(minute, 30_000);
    await run.acts(1, { move: 'resolve' });
    await run.take({ identity: 'a' });
    await run.passes(10 * minute, 5 * minute);
    expect((await run.store.incidents.incident(1))?.status).toBe('resolved');

    await run.take({ identity: 'b' });
    await run.passes(minute, 30_000);
    expect((await run.store.incidents.incident(1))?.status).toBe('reopened');
    expect(posts()).toHaveLength(1);
  });

  it('reminds after repeat_interval, and not while it is snoozed', async () => {
    await run.take({ identity: 'a' });
    await run.passes(minute, 30_000);
    await run.acts(1, { move: 'acknowledge' });
    await run.passes(66 * minute, 5 * minute);
    expect(replies()[0]?.filter((it) => it.includes('Still going on'))).toHaveLength(1);

    await run.acts(1, { move: 'snooze', until: new Date(run.clock.now().getTime() + 3 * hour) });
    await run.passes(170 * minute, 5 * minute);
    expect(replies()[0]?.filter((it) => it.includes('Still going on'))).toHaveLength(1);
    await run.passes(20 * minute, 5 * minute);
    expect(replies()[0]?.join()).toContain('snooze has ended');
    expect(replies()[0]?.filter((it) => it.includes('Still going on'))).toHaveLength(2);
  });

  it('is not told while all its alerts are silenced, and is when the silence ends', async () => {
    const now = run.clock.now();
    const endsAt = new Date(now.getTime() + 30 * minute);
    const by = { byObjectId: 'ann', byName: 'Ann', comment: '' };
    await run.store.together(now, (it) =>
      it.addSilence({ matchers: 'alertname="Down"', startsAt: now, endsAt, ...by }),
    );
    await run.take({ identity: 'a' });
    await run.passes(25 * minute, 5 * minute);
    expect(posts()).toEqual([]);

    await run.passes(10 * minute, 30_000);
    expect(posts().map(({ summary }) => summary)).toEqual(['High #1 · a is down']);
  });

  it('is not silenced by what could never be read again, nor by one silence more than can be looked at', async () => {
    const endsAt = new Date(run.clock.now().getTime() + hour);
    const silences = (count: number) =>
      silenceAlerts(
        run.pipeline,
        { matchers: Array.from({ length: count }, (_, n) => matcher(`label_${n}`, '=', 'x')), endsAt, comment: '' },
        ann,
      );

    await expect(silences(21)).rejects.toThrow('too many, or too long');
    await Promise.all(Array.from({ length: 500 }, () => silences(1)));
    await expect(silences(1)).rejects.toThrow('500 silences count already');
    expect(await run.store.incidents.silencesAt(run.clock.now())).toHaveLength(500);
  });

  it('opens although a delivery before its alert can never be sorted: that one is put aside', async () => {
    const broken = { identity: 'x', labels: undefined as unknown as Record<string, string> };
    await run.take(broken);
    await run.take({ identity: 'a' });
    expect(await run.store.incidents.deliveriesWaiting()).toBe(2);

    await run.passes(3 * minute, 5_000);
    expect(await run.store.incidents.deliveriesWaiting()).toBe(0);
    expect(posts().map(({ summary }) => summary)).toEqual(['High #1 · a is down']);
  });

  it('of a pod is muted by its node, which is down', async () => {
    const labels = { alertname: 'KubePodCrashLooping', cluster: 'c', node: 'n1', pod: 'p1' };
    await run.take(
      { identity: 'p', labels },
      { identity: 'n', labels: { alertname: 'KubeNodeNotReady', cluster: 'c', node: 'n1' } },
    );
    await run.passes(minute, 30_000);

    expect(posts().map(({ text }) => /p is down/.test(text))).toEqual([false]);
    await ends('n');
    await run.passes(6 * minute, minute);
    expect(posts().map(({ text }) => /p is down/.test(text))).toEqual([false, true]);
  });

  it('that an event opened ends by itself; one that only informs opens nothing', async () => {
    await run.take({ identity: 'e', severity: 'medium', labels: { alertname: 'Quarantined', kind: 'event' } });
    await run.take({ identity: 'f', severity: 'info', labels: { alertname: 'Pushed', kind: 'event' } });
    await run.passes(minute, 30_000);
    expect(posts()).toHaveLength(1);

    await run.passes(11 * minute, minute);
    expect((await run.store.incidents.openIncidents({ limit: 9 })).count).toBe(0);
  });

  it('is looked into as soon as it opens, so that its first card says why', async () => {
    scenarios.find(({ name }) => name === 'oom-low-limit')?.apply(run.world);
    const labels = { alertname: 'OOM', cluster: 'prod-weu', namespace: 'payments', workload: 'payments-api' };
    await run.take({ identity: 'a', title: 'payments-api was OOMKilled', labels });
    await run.passes(minute, 30_000);

    expect(posts()[0]?.edits).toBe(0);
    expect(posts()[0]?.text).toMatch(/needs more than its 256 MiB.*Reaches every replica.*→ Raise the memory limit/);
  });

  it('tells Azure Monitor who acknowledged, says when it cannot, and tries again', async () => {
    const [monitor] = run.world.monitorAlerts;
    run.world.faults.set('arm', { status: 503, times: 1 });
    await run.take({ identity: 'a', source: 'azure-monitor', annotations: { alert_id: monitor?.id ?? '' } });
    await run.passes(minute, 30_000);
    await run.acts(1, { move: 'acknowledge' });
    expect(replies()[0]?.join()).toContain('It is tried again');

    await run.passes(10_000);
    expect(monitor?.state).toEqual({ is: 'Acknowledged', comment: 'acknowledged by Ann (Watchkeeper, incident 1)' });
    expect(replies()[0]?.at(-1)).toContain('Azure Monitor knows: acknowledged');

    const alert_id = '/subscriptions/s1/providers/Microsoft.Security/locations/weu/alerts/x';
    await run.take({ identity: 'b', source: 'defender', annotations: { alert_id }, labels: { alertname: 'B' } });
    await run.passes(minute, 30_000);
    run.world.faults.set('defender', { status: 403, times: 1 });
    await run.acts(2, { move: 'acknowledge' });
    expect(replies()[1]?.at(-1)).toContain('Security Admin on the subscription');
  });
});

describe('a storm', () => {
  it('becomes one digest with true counts beside the cards that a channel takes, and ends', async () => {
    const run = await startPipeline({
      route: { group_by: ['pod'] },
      digest: { cards: 3, critical_cards: 2, window: '5m' },
    });
    const all = Array.from({ length: 60 }, (_, n) => ({
      ...{ identity: `p${n}`, severity: n % 20 === 0 ? ('critical' as const) : ('high' as const) },
      labels: { alertname: 'Down', pod: `p${n}`, cluster: 'c' },
    }));
    await run.take(...all);
    await run.passes(2 * minute, 10_000);

    const posts = run.teams.messages(ops);
    const digest = posts.find(({ text }) => text.includes('"digest') || /55 incidents|54 incidents/.test(text));
    expect(posts).toHaveLength(6);
    expect(digest?.text).toContain('55');
    await run.take(...all.map((it) => ({ ...it, status: 'resolved' as const, endsAt: run.clock.now() })));
    await run.passes(12 * minute, 30_000);
    expect((await run.store.incidents.openIncidents({ limit: 1 })).count).toBe(0);
    expect(await run.store.incidents.openDigest(ops)).toBeUndefined();
    await run.close();
  });
});
