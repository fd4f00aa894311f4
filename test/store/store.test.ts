import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { keptFor } from '../../src/store/sweep.ts';
import { onEveryEngine } from './engines.ts';

const at = new Date('2026-11-25T03:00:00Z');
const ann = { tenantId: 't1', objectId: 'o1', teamsId: '29:a', name: 'Ann' };
const line = { at, actor: ann, what: 'why', detail: 'payments-api', outcome: 'done' as const, requestId: 'r1' };

onEveryEngine((fresh, engine) => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore(await fresh());
  });
  afterEach(() => store.close());

  it('sees an activity once, however many turns ask at the same time', async () => {
    const seen = await Promise.all(Array.from({ length: 20 }, () => store.firstSight('a1', at)));

    expect(seen.filter(Boolean)).toHaveLength(1);
    expect(await store.firstSight('a2', at)).toBe(true);
  });

  it('gives the same press the same id and finds it by verb and id together', async () => {
    const press = { verb: 'why', input: { workload: 'payments-api', symptom: 'OOMKilled' }, replaces: true };
    const turned = { ...press, input: { symptom: 'OOMKilled', workload: 'payments-api' } };

    const [first, again] = await store.preparePresses([press, turned], at);

    expect(again).toBe(first);
    expect(await store.preparedPress('why', first ?? '')).toEqual(press);
    expect(await store.preparedPress('help', first ?? '')).toBeUndefined();
  });

  it('keeps the newest service URL of a conversation', async () => {
    const ref = {
      tenantId: 't1',
      conversationId: 'c1',
      serviceUrl: 'https://old',
      kind: 'channel' as const,
      botId: '28:b',
    };

    await store.rememberConversation(ref, at);
    await store.rememberConversation({ ...ref, serviceUrl: 'https://new' }, at);

    expect(await store.conversation('t1', 'c1')).toEqual({ ...ref, serviceUrl: 'https://new' });
    expect(await store.conversation('t2', 'c1')).toBeUndefined();
  });

  it('keeps defaults by tenant and channel, and the subject by thread', async () => {
    await store.setChannelDefaults('t1', 'c1', { cluster: 'prod-weu' }, ann, at);
    await store.setThreadSubject('t1', 'c1;messageid=1', { workload: 'payments-api' }, at);

    expect(await store.channelDefaults('t1', 'c1')).toEqual({ cluster: 'prod-weu' });
    expect(await store.channelDefaults('t2', 'c1')).toEqual({});
    expect(await store.threadSubject('t1', 'c1;messageid=1')).toEqual({ workload: 'payments-api' });
    expect(await store.threadSubject('t1', 'c1;messageid=2')).toEqual({});
  });

  it('appends to the audit and reads it newest first', async () => {
    await store.audit(line);
    await store.audit({ ...line, what: 'refused:scan image', outcome: 'refused' });

    expect((await store.auditTail(5)).map(({ what, outcome }) => [what, outcome])).toEqual([
      ['refused:scan image', 'refused'],
      ['why', 'done'],
    ]);
  });

  it('lets replicas start at the same time on an empty database', async () => {
    // The embedded database has no replicas: a second opener is refused, see below.
    if (engine === 'SQLite') return;
    const config = await fresh();

    const replicas = await Promise.all([openStore(config), openStore(config), openStore(config)]);
    const seen = await Promise.all(replicas.map((it) => it.firstSight('a1', at)));

    expect(seen.filter(Boolean)).toHaveLength(1);
    await Promise.all(replicas.map((it) => it.close()));
  });

  it('sweeps old presses, activities and threads, and leaves defaults and the audit', async () => {
    const [id] = await store.preparePresses([{ verb: 'help', input: {}, replaces: false }], at);
    await store.firstSight('a1', at);
    await store.setThreadSubject('t1', '19:a;messageid=1', { workload: 'payments-api' }, at);
    await store.setChannelDefaults('t1', '19:a', { cluster: 'prod-weu' }, ann, at);
    await store.audit(line);

    await store.sweep(new Date(at.getTime() + keptFor.presses + 1));

    expect(await store.preparedPress('help', id ?? '')).toBeUndefined();
    expect(await store.firstSight('a1', at)).toBe(true);
    expect(await store.threadSubject('t1', '19:a;messageid=1')).toEqual({});
    expect(await store.channelDefaults('t1', '19:a')).toEqual({ cluster: 'prod-weu' });
    expect(await store.auditTail(5)).toHaveLength(1);
  });

  it('sweeps incidents that are long over with their alerts and stories, and leaves those that go on', async () => {
    const alert = { source: 's', status: 'firing', severity: 'high', title: 't', labels: {}, annotations: {} } as const;
    const times = { startsAt: at, receivedAt: at, heardAt: at, times: 1, inhibits: false, raw: {} };
    const incident = { title: 't', severity: 'high', status: 'open', labels: {}, openedAt: at, receiver: 'r' } as const;
    const more = { route: '', conversation: 'c', escalationLevel: 0, alerts: { firing: 1, resolved: 0, muted: 0 } };
    await store.together(at, async (writing) => {
      const ids = await writing.saveAlerts('s', [
        { ...alert, ...times, identity: 'over' },
        { ...alert, ...times, identity: 'on' },
      ]);
      const opened = await writing.beginIncidents([
        { ...incident, ...more, key: 'over' },
        { ...incident, ...more, key: 'on' },
      ]);
      for (const it of opened) {
        const part = { incident: it.number, alert: ids.get(it.key) ?? 0, status: 'firing' as const, startsAt: at };
        await writing.saveIncidentAlerts([part]);
        await writing.addLine(it.number, { at, kind: 'opened', text: 'x' });
        if (it.key === 'over') await writing.saveIncident({ ...it, status: 'resolved', resolvedAt: at });
      }
      await writing.refuseDelivery({ source: 's', at, reason: 'r', body: 'b' });
      await writing.setWatermark('s', 'mark', at);
    });

    await store.sweep(new Date(at.getTime() + keptFor.incidents));
    expect(await store.incidents.alertsOf(1)).toHaveLength(1);
    await store.sweep(new Date(at.getTime() + keptFor.incidents + 1));

    expect(await store.incidents.incident(1)).toBeUndefined();
    expect(await store.incidents.linesOf(1)).toEqual([]);
    expect(await store.incidents.alertsOf(1)).toEqual([]);
    expect(await store.incidents.alertsOf(2)).toHaveLength(1);
    expect(await store.incidents.watermark('s')).toBe('mark');
  });
});

describe('the store on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchkeeper-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('remembers over a restart', async () => {
    const path = join(folder, 'bot.db');
    const before = await openStore({ path });
    await before.audit(line);
    await before.close();

    const after = await openStore({ path });

    expect(await after.auditTail(1)).toHaveLength(1);
    await after.close();
  });

  it('refuses a second opener with what to do about it', async () => {
    const path = join(folder, 'bot.db');
    const first = await openStore({ path });

    await expect(openStore({ path })).rejects.toThrow(/in use by another process/);
    await first.close();
  });
});

describe('a database on a server', () => {
  it('is told apart from a wrong setting when it cannot be reached, without its password', async () => {
    const opening = openStore({ path: '', url: 'postgres://bot:hunter2hunter2@127.0.0.1:9/watchkeeper' });

    await expect(opening).rejects.toThrow(/store\.url: the database cannot be reached \(ECONNREFUSED\)/);
    await expect(opening).rejects.not.toThrow(/hunter2/);
  });
});
