import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NewIncident } from '../../src/store/incidents.ts';
import { openStore } from '../../src/store/open-store.ts';
import { unpack } from '../../src/store/pack.ts';
import type { Store } from '../../src/store/store.ts';
import type { Writing } from '../../src/store/writing.ts';
import { onEveryEngine } from './engines.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 29, 3, minutes));
const alert = (identity: string, more: object = {}) => ({
  ...{
    source: 'alertmanager',
    identity,
    status: 'firing' as const,
    severity: 'high' as const,
    title: `It's ${identity}`,
  },
  ...{ labels: { alertname: 'Down', pod: identity }, annotations: {}, startsAt: at(0), raw: { kept: [1, null] } },
  ...more,
});
const known = (identity: string, more: object = {}) => ({
  ...alert(identity, more),
  ...{ receivedAt: at(0), heardAt: at(0), times: 1, inhibits: identity === 'a' },
});
const incident = (key: string): NewIncident => ({
  ...{ key, title: 'Down', severity: 'high', status: 'open', labels: { alertname: 'Down' }, openedAt: at(0) },
  ...{
    escalationLevel: 0,
    receiver: 'ops',
    route: '{}',
    conversation: '19:ops',
    alerts: { firing: 1, resolved: 0, muted: 0 },
  },
});

onEveryEngine((fresh) => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore(await fresh());
  });
  afterEach(() => store.close());
  const write = <T>(writing: (it: Writing) => Promise<T>) => store.together(at(0), writing);

  it('gives deliveries back in the order of their coming, as they came, until they are dropped', async () => {
    const ended = alert('b', { status: 'resolved', endsAt: at(5) });
    await write((it) => it.putDelivery({ source: 'alertmanager', at: at(1), alerts: [alert('a'), ended] }));
    await write((it) => it.putDelivery({ source: 'defender', at: at(2), alerts: [] }));

    const [first, second] = await write((it) => it.oldestDeliveries(10));

    expect(first).toMatchObject({ source: 'alertmanager', at: at(1), alerts: [alert('a'), ended] });
    await write((it) => it.dropDeliveries([first?.id ?? 0]));
    expect(await write((it) => it.oldestDeliveries(10))).toEqual([second]);
  });

  it('keeps bodies byte by byte, large ones packed, with how far they are sorted', async () => {
    const small = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
    const large = Buffer.from(JSON.stringify(Array.from({ length: 500 }, (_, n) => alert(`pod-${n}`))));
    const put = (...bodies: Buffer[]) => bodies.map((body) => ({ source: 'acr', at: at(1), body, count: 3 }));
    await write((it) => it.putDelivery(...put(small, large, small), { source: 'defender', at: at(2), alerts: [] }));

    const [first] = await write((it) => it.oldestDeliveries(1));
    await write((it) => it.noteSorted(first?.id ?? 0, 2));
    const all = await write((it) => it.oldestDeliveries(10));

    const bodies = all.map((it) => ('body' in it ? unpack(it.body, it.isPacked) : undefined));
    expect(bodies.map((it, n) => it?.equals([small, large, small][n] ?? small))).toEqual([true, true, true, undefined]);
    expect(all.map((it) => 'body' in it && it.body.length < large.length / 5)).toEqual([true, true, true, false]);
    expect(all.map(({ count, sorted }) => [count, sorted])).toEqual([
      [3, 2],
      [3, 0],
      [3, 0],
      [0, 0],
    ]);
  });

  it('knows one alert for an identity, in its newest state, under the same id', async () => {
    const many = Array.from({ length: 1_200 }, (_, n) => known(`pod-${n}`));
    const first = await write((it) => it.saveAlerts('alertmanager', many));
    const ended = known('pod-7', { status: 'resolved', endsAt: at(9), link: 'https://alerts.example/7' });

    const again = await write((it) => it.saveAlerts('alertmanager', [ended]));

    expect(new Set(first.values()).size).toBe(1_200);
    expect(again.get('pod-7')).toBe(first.get('pod-7'));
    const found = await write((it) => it.knownAlerts('alertmanager', ['pod-7', 'pod-8', 'none']));
    expect([...found.keys()].sort()).toEqual(['pod-7', 'pod-8']);
    expect(found.get('pod-7')).toEqual({ ...ended, id: first.get('pod-7') });
    expect(await write((it) => it.knownAlerts('defender', ['pod-7']))).toEqual(new Map());
  });

  it('finds the newest incident of a key, and refuses the write of what somebody else has written', async () => {
    const opened = await write((it) => it.openIncident(incident('k')));
    const over = {
      ...opened,
      status: 'resolved' as const,
      resolvedAt: at(3),
      told: { firing: [], resolved: [1], muted: [], at: at(3) },
    };

    expect(await write((it) => it.saveIncident(over))).toBe(true);
    expect(await write((it) => it.saveIncident(opened))).toBe(false);

    expect(await store.incidents.incident(opened.number)).toEqual({ ...over, version: 2 });
    const second = await write((it) => it.openIncident(incident('k')));
    const newest = await write((it) => it.newestIncidents(['k', 'none']));
    expect(newest).toEqual(new Map([['k', { number: second.number, status: 'open', isQuiet: false }]]));
    expect(await store.incidents.openIncidents({ conversation: '19:ops', limit: 5 })).toEqual({
      incidents: [second],
      count: 1,
    });
  });

  it('reads critical incidents before all others when there are more than are read', async () => {
    const worst = await write((it) => it.openIncident({ ...incident('worst'), severity: 'critical' }));
    for (const key of ['a', 'b']) await write((it) => it.openIncident(incident(key)));

    expect((await store.incidents.newestOf({ which: 'open', limit: 2 })).map(({ key }) => key)).toEqual([
      worst.key,
      'b',
    ]);
    expect((await store.incidents.newestOf({ which: 'all', limit: 1 })).map(({ key }) => key)).toEqual(['b']);
  });

  it('keeps how an alert stands in each of its incidents apart from its newest state', async () => {
    const ids = await write((it) => it.saveAlerts('alertmanager', [known('a'), known('b')]));
    const [a = 0, b = 0] = [ids.get('a'), ids.get('b')];
    const old = await write((it) => it.openIncident(incident('old')));
    const now = await write((it) => it.openIncident(incident('now')));
    const firing = (number: number, id: number) => ({
      incident: number,
      alert: id,
      status: 'firing' as const,
      startsAt: at(0),
    });
    await write((it) => it.saveIncidentAlerts([firing(old.number, a), firing(now.number, a), firing(now.number, b)]));

    await write((it) => it.saveIncidentAlerts([{ ...firing(old.number, a), status: 'resolved', endsAt: at(4) }]));

    expect((await store.incidents.alertsOf(old.number)).map((it) => it.episode)).toEqual([
      { incident: old.number, alert: a, status: 'resolved', startsAt: at(0), endsAt: at(4) },
    ]);
    expect(await write((it) => it.incidentsOfFiring([a, b]))).toEqual([
      { incident: now.number, alert: a },
      { incident: now.number, alert: b },
    ]);
    expect(await store.incidents.inhibitingAlerts()).toMatchObject([
      { id: String(a), labels: { alertname: 'Down', pod: 'a' } },
    ]);
  });

  it('tells an incident’s story in its order, with who did what', async () => {
    const ann = { objectId: 'ann', name: 'Ann' };
    await write(async (it) => {
      await it.addLine(1, { at: at(0), kind: 'opened', text: 'Down' });
      await it.addLine(2, { at: at(1), kind: 'opened', text: 'Other' });
      await it.addLine(1, { at: at(2), kind: 'noted', actor: ann, text: 'I look' });
    });

    expect(await store.incidents.linesOf(1)).toEqual([
      { at: at(0), kind: 'opened', text: 'Down' },
      { at: at(2), kind: 'noted', actor: ann, text: 'I look' },
    ]);
  });

  it('counts the cards that a channel was given, and what its storm is made of', async () => {
    const told = async (key: string, more: object) => {
      const opened = await write((it) =>
        it.openIncident({ ...incident(key), labels: { alertname: key, cluster: 'c' } }),
      );
      await write((it) => it.saveIncident({ ...opened, toldAt: at(5), ...more }));
    };
    await told('a', {});
    await told('b', { severity: 'critical' });
    const id = await write((it) => it.addToDigest('19:ops', at(6)));
    expect(await write((it) => it.addToDigest('19:ops', at(7)))).toBe(id);
    await told('c', { digest: id });
    await told('c', { digest: id, alerts: { firing: 4, resolved: 0, muted: 0 } });
    await told('c', {
      digest: id,
      status: 'resolved',
      resolvedAt: at(6),
      alerts: { firing: 0, resolved: 9, muted: 0 },
    });

    expect(await store.incidents.cardsSince('19:ops', at(4))).toEqual({ cards: 1, criticalCards: 1 });
    expect(await store.incidents.cardsSince('19:ops', at(5))).toEqual({ cards: 0, criticalCards: 0 });
    expect(await store.incidents.openedSince('19:ops', new Date(0))).toBe(5);
    const part = { alertname: 'c', cluster: 'c', namespace: '', severity: 'high' };
    expect(await store.incidents.digestRows(id)).toEqual([
      { ...part, isOpen: true, incidents: 2, firing: 5 },
      { ...part, isOpen: false, incidents: 1, firing: 0 },
    ]);
    await write((it) => it.endDigest(id, at(9)));
    expect(await store.incidents.openDigest('19:ops')).toBeUndefined();
  });

  it('ends a silence once, and shows those that are not over', async () => {
    const silence = {
      matchers: 'a="b"',
      startsAt: at(0),
      endsAt: at(60),
      byObjectId: 'ann',
      byName: 'Ann',
      comment: '',
    };
    const id = await write((it) => it.addSilence(silence));

    expect(await store.incidents.silencesAt(at(30))).toEqual([{ ...silence, id }]);
    expect(await write((it) => it.endSilence(id, at(31)))).toBe(true);
    expect(await write((it) => it.endSilence(id, at(32)))).toBe(false);
    expect(await store.incidents.silencesAt(at(32))).toEqual([]);
  });

  it('remembers how far a source was read, and what was not understood', async () => {
    await write((it) => it.setWatermark('defender', '1', at(0)));
    await write((it) => it.setWatermark('defender', '2', at(1)));
    await write((it) =>
      it.refuseDelivery({ source: 'defender', at: at(1), reason: 'no list', body: 'x'.repeat(100_000) }),
    );

    expect(await store.incidents.watermark('defender')).toBe('2');
    expect(await store.incidents.watermark('other')).toBeUndefined();
  });
});
