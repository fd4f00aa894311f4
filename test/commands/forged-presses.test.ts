import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/dialogue.ts';
import { actor, buttonOf, startDialogue, type TestDialogue, textOf, titlesOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
});
beforeEach(() => bot.azure.requests.clear());
afterAll(() => bot.close());

const real = async () => buttonOf((await bot.ask('help')).card, 'why OOMKilled payments-api');

/** What any member of a channel can send, having seen the button or not. */
const forgeries: unknown[] = [
  undefined,
  null,
  '',
  'x'.repeat(100_000),
  7,
  [],
  {},
  { id: null },
  { id: '' },
  { id: ['aaaaaaaaaaaaaaaaaaaaaa'] },
  { id: { $ne: 1 } },
  { id: "' or 1=1 --aaaaaaaaaaa" },
  { id: '../../presses' },
  { id: 'A'.repeat(22) },
  { id: '\u0000'.repeat(22) },
  { id: 'a'.repeat(65) },
  { workload: 'payments-api', cluster: 'prod-weu' },
  JSON.parse('{"__proto__":{"id":"AAAAAAAAAAAAAAAAAAAAAA"}}'),
];

describe('a press with data that was never prepared', () => {
  it.each(commands.map(({ name }) => name))('of "%s" does nothing and says so', async (verb) => {
    for (const data of forgeries) {
      const { card } = await bot.ask({ verb, data });

      expect(textOf(card.json)).toContain('This button has expired');
      expect(await bot.dialogue.pressed(verb, data, actor('olaf'))).toBe('below');
    }
    expect(bot.azure.requests.all()).toEqual([]);
  });

  it.each(['', 'constructor', '__proto__', 'toString', 'WHY', 'why ', 'approve', 'x'.repeat(10_000)])(
    'of a verb that is none (%.20j) does nothing, not even with a real id',
    async (verb) => {
      const { data } = (await real()) as { data: unknown };
      const { card } = await bot.ask({ verb, data });

      expect(textOf(card.json)).toContain('This button has expired');
    },
  );

  it('of another verb than the button has does nothing', async () => {
    const { data } = (await real()) as { data: unknown };
    const { card } = await bot.ask({ verb: 'use', data });

    expect(textOf(card.json)).toContain('This button has expired');
  });
});

describe('a press of a real button', () => {
  it('brings nothing of its own beside the id', async () => {
    const { verb, data } = (await real()) as { verb: string; data: object };
    await bot.ask({ verb, data: { ...data, workload: 'search-indexer', cluster: 'dev-weu' } });

    const [line] = await bot.store.auditTail(1);
    expect(line?.detail).toBe('why OOMKilled payments-api');
  });

  it('by an outsider is refused, asks Azure nothing and takes no card away', async () => {
    const { card } = await bot.ask('cluster health prod-weu');
    bot.azure.requests.clear();

    for (const title of titlesOf(card.json)) {
      const { verb, data } = buttonOf(card, title) as { verb: string; data: unknown };
      const refusal = await bot.ask({ verb, data }, 'mallory');

      expect(textOf(refusal.card.json)).toContain('not on my list');
      expect(await bot.dialogue.pressed(verb, data, actor('mallory'))).toBe('in doubt');
    }
    expect(bot.azure.requests.all()).toEqual([]);
  });

  it('that changes a channel is refused to a viewer', async () => {
    await bot.ask('use cluster prod-weu', 'olaf');
    const { card } = await bot.ask('use', 'olaf');
    const refusal = await bot.press(card, 'Use nothing', 'vera');

    expect(textOf(refusal.card.json)).toContain('needs the role operator');
    expect(await bot.store.channelDefaults(actor('vera').tenantId, '19:oncall@thread.tacv2')).toEqual({
      cluster: 'prod-weu',
    });
    await bot.ask('use nothing', 'olaf');
  });
});

describe('somebody without an object id', () => {
  it.each(['channel', 'personal', 'groupChat'] as const)('is refused in a %s, and told why', async (kind) => {
    const { card } = await bot.dialogue.answer({
      ask: { said: 'cluster health' },
      actor: { ...actor('mallory'), objectId: '' },
      place: { tenantId: actor('mallory').tenantId, kind, conversationId: '19:a', channelId: '19:a' },
      requestId: 'guest',
      signal: new AbortController().signal,
    });

    expect(textOf(card.json)).toContain('not on my list');
    expect(textOf(card.json)).toContain('no object id');
    expect(bot.azure.requests.all()).toEqual([]);
  });
});
