import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actor, buttonOf, startDialogue, type TestDialogue, textOf, titlesOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
});
beforeEach(() => bot.azure.requests.clear());
afterAll(() => bot.close());

const prepared = async (verb: string, input: Record<string, unknown>, replaces = false) => {
  const [id = ''] = await bot.store.preparePresses([{ verb, input, replaces }], new Date());
  return { verb, data: { id } };
};

describe('a button', () => {
  it('says what its example says', async () => {
    const { card } = await bot.ask('help');

    const answer = await bot.press(card, 'help scan image');

    expect(textOf(answer.card.json)).toContain('How to ask: scan image');
    expect((await bot.store.auditTail(1))[0]).toMatchObject({
      what: 'help',
      detail: 'help scan image',
      outcome: 'done',
    });
  });

  it('stands on help for each example, six at most', async () => {
    const { card } = await bot.ask('help');

    expect(titlesOf(card.json.actions)).toEqual([
      'why OOMKilled payments-api',
      'cluster health prod-weu',
      'scan image payments-api:1.8',
      'incidents',
      'logs payments-api',
      'events payments-api',
    ]);
  });

  it.each<[string, string, unknown]>([
    ['an id that was never prepared', 'help', { id: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['no id', 'help', {}],
    ['no data', 'use', undefined],
    ['an input instead of an id', 'use', { clear: true }],
    ['an id that is no text', 'use', { id: { $ne: '' } }],
    ['an id that is too long', 'use', { id: 'A'.repeat(10_000) }],
    ['an unknown verb', 'drain', { id: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['a verb of every object', 'constructor', { id: 'AAAAAAAAAAAAAAAAAAAAAA' }],
  ])('with %s does nothing, politely', async (_, verb, data) => {
    const { card } = await bot.ask({ verb, data });

    expect(textOf(card.json)).toContain('This button has expired');
    expect(await bot.dialogue.pressed(verb, data, actor('olaf'))).toBe('below');
    expect((await bot.store.auditTail(1))[0]).toMatchObject({ what: 'stale', outcome: 'failed' });
  });

  it('with the id of another verb does nothing', async () => {
    const { data } = await prepared('help', {});

    const { card } = await bot.ask({ verb: 'use', data });

    expect(textOf(card.json)).toContain('This button has expired');
  });

  it.each([
    { workload: 'x; drop table', symptom: 'OOMKilled' },
    { workload: ['payments-api'] },
    { workload: 'payments-api', symptom: 'Bored' },
    { workload: 'a'.repeat(300) },
  ])('whose stored input %j is not valid is not run', async (input) => {
    const { card } = await bot.ask(await prepared('why', input));

    expect(card.template).toBe('notice');
    expect((await bot.store.auditTail(1))[0]).toMatchObject({ what: 'why', outcome: 'failed' });
    expect(bot.azure.requests.all()).toEqual([]);
  });

  it('that lacks its argument answers with the usage and examples to press', async () => {
    const { card } = await bot.ask(await prepared('scan image', {}), 'olaf', {
      conversationId: 'fresh',
      threadRootId: 'fresh',
    });

    expect(textOf(card.json)).toContain('which image?');
    expect(titlesOf(card.json)).toContain('scan image payments-api:1.8');
  });

  it('is checked against the role of who presses, not of who asked', async () => {
    const press = await prepared('use', { clear: true }, true);

    const { card } = await bot.ask(press, 'vera');

    expect(textOf(card.json)).toContain('needs the role operator');
    expect((await bot.store.auditTail(1))[0]).toMatchObject({ what: 'refused:use', outcome: 'refused' });
  });

  it('takes the place of its card only for those who may press it', async () => {
    const { verb, data } = await prepared('use', { clear: true }, true);

    expect(await bot.dialogue.pressed(verb, data, actor('olaf'))).toBe('in place');
    expect(await bot.dialogue.pressed(verb, data, actor('vera'))).toBe('in doubt');
    expect(await bot.dialogue.pressed(verb, data, actor('mallory'))).toBe('in doubt');
  });

  it('runs what a typo meant', async () => {
    const { card } = await bot.ask('hepl scan image');

    const answer = await bot.press(card, 'help scan image');

    expect(titlesOf(card.json)).toEqual(['help scan image', 'scan image "hepl"', 'What can I ask?']);
    expect(await bot.dialogue.pressed('help', buttonData(card, 'help scan image'), actor('olaf'))).toBe('in place');
    expect(textOf(answer.card.json)).toContain('How to ask: scan image');
  });
});

function buttonData(card: Parameters<typeof buttonOf>[0], title: string): unknown {
  const press = buttonOf(card, title);
  return 'data' in press ? press.data : undefined;
}
