import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Asker, actor, startDialogue, type TestDialogue, textOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
});
beforeEach(() => bot.azure.requests.clear());
afterAll(() => bot.close());

const refusedText = /not on my list|needs the role/;
const anything = [
  'help',
  'why OOMKilled payments-api',
  'cluster health',
  'scan image payments-api:1.8',
  'use nothing',
  'cluter health',
  'nonsense of mine',
];

describe('who may ask what', () => {
  it.each(anything)('refuses an outsider who says %j, asks Azure nothing, and audits it', async (said) => {
    const { card } = await bot.ask(said, 'mallory');

    const [line] = await bot.store.auditTail(1);
    expect(textOf(card.json)).toContain('not on my list');
    expect(textOf(card.json)).toContain(actor('mallory').objectId);
    expect(line).toMatchObject({ outcome: 'refused', actor: { objectId: actor('mallory').objectId, name: 'mallory' } });
    expect(line?.what).toMatch(/^refused:/);
    expect(bot.azure.requests.all()).toEqual([]);
  });

  it.each<[Asker, string, boolean]>([
    ['vera', 'help', true],
    ['vera', 'use', false],
    ['olaf', 'use', true],
    ['bob', 'use', true],
    ['ada', 'use', true],
    ['ada', 'help use', true],
  ])('%s says %j: allowed is %s', async (who, said, allowed) => {
    const { card } = await bot.ask(said, who);

    const [line] = await bot.store.auditTail(1);
    expect(refusedText.test(textOf(card.json))).toBe(!allowed);
    expect(line).toMatchObject({ outcome: allowed ? 'done' : 'refused', detail: said });
  });
});
