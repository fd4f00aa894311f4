import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sinceSaid } from '../../src/commands/looking-back/audit-asked.ts';
import { actor, startDialogue, type TestDialogue, textOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
  for (let n = 1; n <= 12; n++)
    await bot.store.audit({
      ...{ at: new Date(Date.UTC(2026, 10, 25, n % 12)), actor: actor(n % 2 ? 'olaf' : 'vera') },
      ...{ what: n === 3 ? 'refused:use' : 'why', detail: `why shop-${n}`, outcome: n === 3 ? 'refused' : 'done' },
      ...{ requestId: 'r', facts: n === 5 ? { change: 77, correlationId: 'c0ffee' } : {} },
    });
});
afterAll(() => bot.close());

describe('the audit in a chat', () => {
  it('is told newest first, a page at a time, with who, what and what is known of a change', async () => {
    const { card } = await bot.ask('audit', 'bob');
    const older = await bot.press(card, 'Older', 'bob');
    const newest = await bot.press(older.card, 'Newest', 'bob');

    expect(textOf(card.json)).toMatch(/lines 5 to 12.*shop-12.*change 77 · correlation c0ffee/s);
    expect(textOf(older.card.json)).toMatch(/lines 1 to 4.*refused.*shop-1\b/s);
    expect(textOf(newest.card.json)).toContain('audit');
  });

  it.each([
    ['audit @Olaf shop-7', ['shop-7'], ['shop-6']],
    ['audit refused', ['shop-3'], ['shop-4']],
    ['audit shop-6 since 2026-11-20', ['shop-6'], ['shop-7']],
    ['audit why 2h', ['shop-10', 'shop-11'], ['shop-9', 'shop-12']],
    ['audit shop_1', ['No line'], ['shop-1']],
  ])('is narrowed by "%s"', async (said, shown, hidden) => {
    const { card } = await bot.ask(said, 'bob');

    const rows = JSON.stringify(card.json.body);
    for (const it of shown) expect(rows).toContain(it);
    for (const it of hidden) expect(rows).not.toMatch(new RegExp(`why ${it}\\b`));
  });

  it.each([
    ['vera', 'audit', 'needs the role'],
    ['olaf', 'audit export', 'needs the role'],
    ['bob', 'audit verify', 'needs the role'],
    ['bob', 'audit export', '"seq":12,"at":"2026-11-25T00:00:00.000Z"'],
    ['ada', 'audit verify', 'The audit is whole'],
  ] as const)('answers %s who says "%s" with %s', async (who, said, text) => {
    expect(textOf((await bot.ask(said, who)).card.json)).toContain(text);
  });
});

describe('a time said of the audit', () => {
  const now = new Date('2026-11-25T12:00:00Z');

  it.each([
    ['@Ann silence 24h', '2026-11-24T12:00:00.000Z', 'Ann silence'],
    ['silence in the last 2 days', '2026-11-23T12:00:00.000Z', 'silence'],
    ['since 2026-11-20 by Ann', '2026-11-20T00:00:00.000Z', 'Ann'],
    ['since 2026-13-40', undefined, '2026-13-40'],
    ['payments-api', undefined, 'payments-api'],
    ['', undefined, ''],
  ])('"%s"', (said, since, rest) => {
    const read = sinceSaid(said, now);

    expect([read.since?.toISOString(), read.rest]).toEqual([since, rest]);
  });
});
