import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ops } from '../../incidents/pipeline/start-pipeline.ts';
import { type Asker, ids } from '../start-dialogue.ts';
import { saidWithinScope } from './said-within-scope.ts';
import { type Orders, startOrders } from './start-orders.ts';

const minute = 60_000;
const person = (name: string, n: number) => ({ name, id: `00000000-0000-4000-8000-00000000000${n}` });

let bot: Orders;
beforeAll(async () => {
  bot = await startOrders({
    route: {
      group_by: ['alertname', 'cluster', 'namespace'],
      mention: 'first',
      escalation: [{ after: '12h', rota: 'first' }],
    },
    rotas: [
      {
        ...{ name: 'first', location: 'Europe/Berlin' },
        layers: [{ people: [person('Carla Reis', 1), person('Dan Berg', 2)], start: '2026-11-23' }],
      },
    ],
  });
  // Two in a cluster that is there; the others are looked into by nobody, which is quick.
  for (let n = 1; n <= 8; n++) {
    await fire(`shop-${n}`, { cluster: [4, 6].includes(n) ? 'prod-weu' : 'prod-old', namespace: 'shop' });
  }
  await bot.passes(minute, 15_000);
}, 30_000);
afterAll(() => bot.close());

const fire = (identity: string, labels: Record<string, string>) =>
  bot.take({ identity, title: `${identity} is down`, labels: { alertname: identity, severity: 'high', ...labels } });
const incident = async (number: number) => {
  const found = await bot.store.incidents.incident(number);
  if (!found) throw new Error(`no incident ${number}`);
  return found;
};
const lastAudit = async () => (await bot.store.auditTail(1))[0];

describe('orders about incidents', () => {
  it('are done to several at once, with one answer, and say which could not be', async () => {
    const first = await bot.says('ack 1 2');
    const second = await bot.says('ack 2, 3 and 99');

    expect(first.text).toContain('#1 and #2: acknowledged');
    expect(second.text).toContain('#3: acknowledged');
    expect(second.text).toContain('Incident 2 is already acknowledged by olaf');
    expect(second.text).toContain('There is no incident 99');
    expect([(await incident(1)).ackedBy?.objectId, (await incident(3)).status]).toEqual([ids.olaf, 'acknowledged']);
    expect(await lastAudit()).toMatchObject({ what: 'ack', detail: 'ack 2 3 99', outcome: 'done' });
  });

  it('snooze by the clock of who is on call, assign, and note verbatim but for secrets', async () => {
    const snoozed = await bot.says('snooze 4 until 06:00');
    const noted = await bot.says('note 4 see "x" <b>*y*</b>\npassword=hunter2abc');

    expect(snoozed.text).toContain('#4: snoozed until 25 Nov 06:00 Europe/Berlin');
    expect((await incident(4)).snoozedUntil).toEqual(new Date('2026-11-25T05:00:00Z'));
    expect(noted.text).toContain('#4: noted');
    const [line] = (await bot.store.incidents.linesOf(4)).slice(-1);
    expect(line).toMatchObject({ kind: 'noted', actor: { objectId: ids.olaf, name: 'olaf' } });
    expect(line?.text).toMatch(/^see "x" <b>\*y\*<\/b>\npassword=(?!hunter2abc)/);
    expect(await lastAudit()).toMatchObject({ what: 'note', detail: 'note 4' });
  });

  it.each([
    ['assign 5 me', [], 'olaf'],
    ['assign 5 @Carla', [], 'Carla Reis'],
    ['assign dan berg 5', [], 'Dan Berg'],
    ['assign 5 @Eve Dahl', [{ name: 'Eve Dahl', objectId: 'e5e0c0de-7a8b-4c9d-8e0f-1a2b3c4d5e6f' }], 'Eve Dahl'],
  ])('give an incident to whom is meant by "%s"', async (said, mentions, name) => {
    expect((await bot.says(said, 'olaf', {}, mentions)).text).toContain(`#5: assigned to ${name}`);
    expect((await incident(5)).assignee?.name).toBe(name);
  });

  it.each([
    ['assign 5 @Nobody', 'I know nobody called "Nobody"'],
    ['assign 5 @Guest', 'Teams told me no account of "Guest"', [{ name: 'Guest' }]],
    ['snooze 5 30s', 'An incident can be snoozed for 1m to 1w'],
    ['reopen 5', 'Incident 5 is still open'],
    ['snooze 5 until 2026-02-31 06:00', '"2026-02-31" is no day'],
    ['snooze 5', 'which time?'],
    ['silence foo 2h', 'Say what to silence: silence 12 2h'],
    ['silence foo', 'which incident or matchers and time?'],
    ['silence namespace=~".*" 2h', 'This would silence every alert'],
    ['silence namespace=~"(" 2h', 'is no regular expression'],
    ['unsilence 77', 'There is no silence 77'],
    ['oncall second', 'There is no rota "second". There are first'],
    ['drill nagios', 'There is no source "nagios" to drill'],
    ['ack 98', 'There is no incident 98'],
  ])('say what is wrong with "%s"', async (said, words, mentions = []) => {
    expect((await bot.says(said, 'olaf', {}, mentions)).text).toContain(words);
  });

  it('in an incident’s thread need no number, and questions there are about what it is about', async () => {
    const place = bot.threadOf(5);

    expect((await bot.says('note it was the deploy', 'olaf', place)).text).toContain('#6: noted');
    expect((await bot.says('ack', 'olaf', place)).text).toContain('#6: acknowledged');
    expect(await lastAudit()).toMatchObject({ what: 'ack', detail: 'ack 6' });
    const { text } = await bot.says('events', 'olaf', place);
    expect(text).toContain('shop');
    expect(await lastAudit()).toMatchObject({ what: 'events', outcome: 'done' });
  });

  it('ask which one where no thread says it, and a press does it', async () => {
    const which = await bot.says('escalate');
    expect(which.text).toContain('Which incident? Say "escalate 12", or press one.');

    const done = await bot.presses(which.card, '#8 · shop-8 is down');

    expect(done.card.template).toBe('incident');
    expect((await incident(8)).escalationLevel).toBe(1);
    expect(done.buttons).not.toContain('Escalate');
    const [line] = (await bot.store.incidents.linesOf(8)).slice(-1);
    expect(line?.text).toBe('Handed on: step 1 calls Carla Reis.');
  });

  it('by two who press at once are done by one; the other sees by whom, on the card as it is now', async () => {
    const { card } = await bot.says('incident 7');
    const [one, other] = await Promise.all([
      bot.presses(card, 'Acknowledge', 'olaf'),
      bot.presses(card, 'Acknowledge', 'bob'),
    ]);

    const by = (await incident(7)).ackedBy?.name ?? '';
    expect(['olaf', 'bob']).toContain(by);
    for (const { card: shown, text } of [one, other]) {
      expect(shown.template).toBe('incident');
      expect(text.toLowerCase()).toContain(`acknowledged by ${by}`);
    }
    const acknowledged = (await bot.store.incidents.linesOf(7)).filter(({ kind }) => kind === 'acknowledged');
    expect(acknowledged).toHaveLength(1);
    expect((await bot.says('resolve 7', 'olaf')).text).toContain('#7: resolved');
    expect((await bot.says('resolve 7', 'bob')).text).toContain('already resolved by olaf');
  });

  it('silence what matchers say until somebody ends it, and nobody hears of it meanwhile', async () => {
    const silenced = await bot.says('silence alertname=~"quiet-.*",namespace=shop 2h because of a deploy');
    expect(silenced.text).toContain('Silenced until 25 Nov 06:01 Europe/Berlin');
    const told = bot.teams.messages(ops).length;
    await fire('quiet-1', { cluster: 'prod-old', namespace: 'shop' });
    await bot.passes(5 * minute, minute);
    expect(bot.teams.messages(ops)).toHaveLength(told);

    const list = await bot.says('silences', 'vera');
    expect(list.text).toMatch(/quiet-\.\*[\s\S]*because of a deploy[\s\S]*by olaf/);
    expect((await bot.presses(list.card, 'End #1', 'vera')).text).toContain('needs the role operator');
    expect((await bot.presses(list.card, 'End #1')).text).toContain('Silence 1 has ended');
    await bot.passes(6 * minute, minute);
    expect(bot.teams.messages(ops)).toHaveLength(told + 1);
    expect((await bot.says('silences')).text).toContain('Nothing is silenced');
  });

  it('silence an incident’s own alerts, which its story tells', async () => {
    expect((await bot.says('silence 5 1h')).text).toContain('alertname="shop-5"');

    const [line] = (await bot.store.incidents.linesOf(5)).filter(({ kind }) => kind === 'silenced');
    expect(line).toMatchObject({ actor: { name: 'olaf' }, text: expect.stringContaining('(silence 2)') });
    expect((await incident(5)).alerts).toMatchObject({ muted: 1 });
  });

  it('tell who is on call by the rota’s clock, and who comes next', async () => {
    const { text } = await bot.says('who is on call?', 'vera');

    expect(text).toContain('first: Carla Reis is on call');
    expect(text).toContain('until 30 Nov 09:00 Europe/Berlin; then Dan Berg.');
  });

  it('export a report whose every foreign sign is text', async () => {
    await bot.says('note 1 [x](https://evil.example) @all <at>Bob</at> # big');
    const { card, text } = await bot.says('report of 1', 'vera');

    expect(card.template).toBe('report');
    expect(text).toContain('Complete, in Markdown');
    const code = JSON.stringify(card.json);
    expect(code).toMatch(/# Incident 1: shop-1 is down\\n\\n- Severity: high/);
    expect(code).toMatch(/- First acknowledged: 2026-11-25 03:\d\d:\d\d by olaf, after/);
    expect(code).toContain('\\\\[x\\\\](https\\\\://evil.example) \\\\@all');
  });

  it('fire a drill that is a card of its own, marked, and over by itself', async () => {
    const told = bot.teams.messages(ops).length;
    expect((await bot.says('drill acr')).text).toContain('The drill is fired');
    await bot.passes(minute, 30_000);

    const [post] = bot.teams.messages(ops).slice(told);
    expect(bot.teams.messages(ops)).toHaveLength(told + 1);
    expect(post?.summary).toMatch(/#\d+ · \[drill\] /);
    await bot.passes(10 * minute, minute);
    expect(bot.teams.messages(ops).at(-1)?.summary).toMatch(/^Over #\d+ · \[drill\] /);
  });
});

describe('a number that is asked about', () => {
  it('means what the open incident of that number is about, where no workload is called so', async () => {
    const { text } = await bot.says('why #6', 'vera');

    expect(text).toContain('prod-weu / shop');
    expect((await bot.says('why 7', 'vera')).text).toContain('no workload called "7"');
    expect((await bot.says('why 99', 'vera')).text).toContain('no workload called "99"');
  });
});

describe('who may give orders', () => {
  it.each(saidWithinScope)('%s says "%s" and reads %s', async (who, said, words) => {
    const before = (await incident(4)).version;

    const { text } = await bot.says(said, who);

    expect(text).toMatch(words);
    if (/covers|role|list/.test(text)) {
      expect(await lastAudit()).toMatchObject({ outcome: 'refused' });
      expect((await incident(4)).version).toBe(before);
    }
  });

  it('a refused press leaves the others’ card where it is', async () => {
    const { card } = await bot.says('incident 8');

    const { card: elsewhere } = await bot.says('incident 6');
    const of = (who: Asker, it = card) => bot.pressed(it, 'Resolve', who);
    expect(await Promise.all([of('olaf'), of('bob'), of('nora', elsewhere)])).toEqual(Array(3).fill('in place'));
    expect(await Promise.all([of('vera'), of('ada'), of('mallory')])).toEqual(Array(3).fill('in doubt'));
    expect((await bot.presses(card, 'Resolve', 'ada')).text).toContain('covers clusters staging-*');
    expect((await incident(8)).status).not.toBe('resolved');
  });

  it('each sees in the list what is his, and opens it by its row', async () => {
    const list = await bot.says('incidents mine', 'bob');
    expect(list.text).not.toContain('#8');
    const all = await bot.says('incidents in shop', 'bob');
    expect(all.text).toContain('#8');

    expect(
      (await bot.presses(all.card, all.buttons.find((it) => it.startsWith('#8')) ?? '#8', 'bob')).card.template,
    ).toBe('incident');
    expect((await bot.says('resolved incidents', 'vera')).text).toContain('#7');
  });
});
