import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../../../src/commands/people/may-run.ts';
import { createPeople, type People } from '../../../src/commands/people/people.ts';
import { peopleConfig } from '../../../src/commands/people/people-config.ts';
import type { Group } from '../../../src/lab/world/groups.ts';
import { type Asker, actor, ids, startDialogue, type TestDialogue, textOf } from '../start-dialogue.ts';

const groupId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [oncall, readers, outcasts] = [groupId(1), groupId(2), groupId(3)];
const many = Array.from({ length: 38 }, (_, n) => groupId(100 + n));
const config = {
  operator: [{ group: oncall }],
  viewer: [{ group: readers }, ids.vera, ...many.map((group) => ({ group }))],
  admin: [ids.ada],
};
const read: Act = { name: 'why', role: 'viewer' };
const work = { signal: new AbortController().signal, log: pino({ level: 'silent' }) };

let minutes = 0;
let bot: TestDialogue;
let people: People;
const start = Date.parse('2026-11-25T12:00:00Z');
const now = () => new Date(start + minutes * 60_000);
beforeAll(async () => {
  bot = await startDialogue({ people: config, now });
});
beforeEach(() => {
  // A new day: nothing is remembered.
  minutes += 24 * 60;
  people = createPeople({
    config: peopleConfig.parse(config),
    connection: bot.connection,
    clock: { now, after: () => () => {} },
  });
  const { mallory: _, ...staff } = ids;
  const everybody = { id: groupId(9), name: 'Everybody but Mallory', members: Object.values(staff) };
  bot.world.groups = [group(oncall), group(readers), group(outcasts), everybody];
  bot.azure.faults.clear();
  bot.azure.requests.clear();
});
afterAll(() => bot.close());

const group = (id: string): Group => ({ id, name: id, members: [ids.bob, ids.olaf].filter(() => id === readers) });
const put = (id: string, ...members: string[]) => {
  for (const it of bot.world.groups) if (it.id === id) it.members = members;
};
const asked = () => bot.azure.requests.all().filter(({ api }) => api === 'directory').length;
const mayRead = async (who: Asker, by = people) => {
  const [decision] = await by.decide(actor(who), read, [{}], work);
  return decision && 'grant' in decision ? decision.grant.by : decision?.refusal.reason;
};
const clears = async (who: Asker) => {
  const { card } = await bot.ask('use nothing', who);
  const [line] = await bot.store.auditTail(1);
  return { text: textOf(card.json), line };
};

describe('a member of a group', () => {
  it('may do what the group may, from when he is in it and not a press longer', async () => {
    put(oncall, ids.olaf);
    expect((await clears('olaf')).line).toMatchObject({ outcome: 'done', authority: `operator by group ${oncall}` });

    put(oncall);
    const refused = await clears('olaf');
    expect(refused.text).toContain('needs the role operator');
    expect(refused.line).toMatchObject({ what: 'refused:use', outcome: 'refused', authority: 'role-too-low' });

    put(oncall, ids.olaf);
    expect((await clears('olaf')).line).toMatchObject({ outcome: 'done' });
  });

  it('loses it between the admission and the change', async () => {
    put(oncall, ids.olaf);
    await bot.store.setChannelDefaults(actor('olaf').tenantId, '19:x', { cluster: 'kept' }, actor('olaf'), now());
    // The first question is whether he may at all; before the second one he is taken out.
    const stop = bot.azure.requests.onDone(() => {
      if (asked() === 2) put(oncall);
    });
    const { card } = await bot.ask('use nothing', 'olaf', { channelId: '19:x', conversationId: '19:x' });
    stop();

    expect(asked()).toBe(4);
    expect(textOf(card.json)).toContain('needs the role operator');
    expect(await bot.store.channelDefaults(actor('olaf').tenantId, '19:x')).toEqual({ cluster: 'kept' });
  });

  it('is remembered for five minutes of reading, and forgotten when a change asked anew', async () => {
    expect(await mayRead('olaf')).toBe(`group ${readers}`);
    put(readers);
    minutes += 4.9;
    expect(await mayRead('olaf')).toBe(`group ${readers}`);
    expect(asked()).toBe(2);
    minutes += 0.1;
    expect(await mayRead('olaf')).toBe('outsider');

    put(readers, ids.olaf);
    await people.decide(actor('olaf'), { name: 'use', role: 'operator' }, [{}], work);
    expect(await mayRead('olaf')).toBe(`group ${readers}`);
  });

  it('is looked up in 40 groups by two requests, in 41 by three', async () => {
    await mayRead('bob');
    expect(asked()).toBe(2);

    const more = peopleConfig.parse({ ...config, approver: [{ group: groupId(200) }] });
    await mayRead(
      'bob',
      createPeople({ config: more, connection: bot.connection, clock: { now, after: () => () => {} } }),
    );
    expect(asked()).toBe(5);
  });

  it('is refused when he or one of his groups is blocked, whatever else he is', async () => {
    put(oncall, ids.bob);
    put(outcasts, ids.ada);
    const blocked = [ids.bob, { group: outcasts }];
    const strict = createPeople({
      config: peopleConfig.parse({ ...config, blocked }),
      connection: bot.connection,
      clock: { now, after: () => () => {} },
    });

    expect(await mayRead('bob', strict)).toBe('blocked');
    expect(asked()).toBe(0);
    expect(await mayRead('ada', strict)).toBe('blocked');
    expect(await mayRead('vera', strict)).toBe('list');
  });
});

describe('who needs no group', () => {
  it.each<Asker>(['vera', 'ada'])('is not asked after: %s', async (who) => {
    expect(await mayRead(who)).toBe('list');
    expect(asked()).toBe(0);
  });

  it('gets help, and is told what was not understood, without a question to the directory', async () => {
    bot.azure.faults.set('directory', { status: 503 });
    for (const said of ['help', 'help use', 'nonsense of mine']) {
      const { card } = await bot.ask(said, 'olaf');
      expect(textOf(card.json)).toMatch(/What you can ask|Needs the role operator|Did you mean/);
    }
    expect(asked()).toBe(0);
    expect((await bot.store.auditTail(1))[0]).toMatchObject({ authority: 'viewer by manual' });
  });

  it.each(['', 'olaf', `${ids.olaf}/x`])(
    'is nobody without an object id (%j), and not asked after',
    async (objectId) => {
      const [decision] = await people.decide({ ...actor('olaf'), objectId }, read, [{}], work);

      expect(decision).toEqual({ refusal: { reason: 'outsider' } });
      expect(asked()).toBe(0);
    },
  );
});

describe('a directory that does not answer', () => {
  it('changes nothing, says so with the next step, and still lets read who was known lately', async () => {
    put(oncall, ids.olaf);
    expect((await clears('olaf')).line?.outcome).toBe('done');
    expect(await mayRead('olaf')).toBe(`group ${oncall}`);
    bot.azure.faults.set('directory', { status: 403 });

    const { text, line } = await clears('olaf');

    expect(text).toContain('I cannot check what you may do');
    expect(text).toContain('Microsoft Graph does not allow this');
    expect(text).toContain('GroupMember.Read.All');
    expect(line).toMatchObject({ what: 'refused:use', outcome: 'refused', authority: 'groups-unread' });
    expect(await mayRead('olaf')).toBe(`group ${oncall}`);
    minutes += 5;
    expect(await mayRead('olaf')).toBe('groups-unread');
    expect(await mayRead('ada')).toBe('list');
  });

  it('leaves to each what his own object id gives, and nobody that while a group is blocked', async () => {
    bot.azure.faults.set('directory', { status: 403 });
    const own = { ...config, viewer: [{ id: ids.nora, scope: { clusters: ['a'] } }] };
    const by = (more: object) =>
      createPeople({
        config: peopleConfig.parse({ ...own, ...more }),
        connection: bot.connection,
        clock: { now, after: () => () => {} },
      });
    const may = async (whose: People) =>
      (await whose.decide(actor('nora'), read, [{ cluster: 'a' }, { cluster: 'b' }], work)).map((it) => 'grant' in it);

    expect(await may(by({}))).toEqual([true, false]);
    expect(await may(by({ blocked: [{ group: outcasts }] }))).toEqual([false, false]);
  });

  it('that does not have the person gives him nothing, and is asked for others all the same', async () => {
    expect(await mayRead('mallory')).toBe('groups-unread');
    expect(await mayRead('olaf')).toBe(`group ${readers}`);
  });

  it('is left alone as long as it asks for, however often people press', async () => {
    bot.azure.faults.set('directory', { status: 429, retryAfterSeconds: 30 });

    for (let n = 0; n < 10; n++) expect(await mayRead('olaf')).toBe('groups-unread');
    expect(asked()).toBe(1);

    bot.azure.faults.clear();
    minutes += 0.4;
    expect(await mayRead('olaf')).toBe('groups-unread');
    minutes += 0.2;
    expect(await mayRead('olaf')).toBe(`group ${readers}`);
  });

  it('takes no card away: the answer comes below', async () => {
    put(oncall, ids.olaf);
    const [id = ''] = await bot.store.preparePresses([{ verb: 'use', input: { clear: true }, replaces: true }], now());
    expect(await bot.dialogue.pressed('use', { id }, actor('olaf'))).toBe('in place');
    expect(await bot.dialogue.pressed('use', { id }, actor('mallory'))).toBe('in doubt');
    bot.azure.faults.set('directory', { reset: true });

    expect(await bot.dialogue.pressed('use', { id }, actor('olaf'))).toBe('in doubt');
  });
});
