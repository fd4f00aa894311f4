import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDialogue, type TestDialogue, textOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue({
    people: {
      viewer: [{ id: '11111111-1111-4111-8111-111111111111', scope: { clusters: ['prod-weu'] } }],
      operator: ['22222222-2222-4222-8222-222222222222'],
    },
    remediation: {
      policy: [
        { name: 'ledger', actions: ['restart'], clusters: ['prod-neu'], deny: true },
        { name: 'two', actions: ['scale'], namespaces: ['payments'], approvals: 2 },
      ],
    },
  });
});
afterAll(() => bot.close());

let threads = 1;
/** In a thread of its own, which remembers nothing. */
const asked = async (said: string, by: 'olaf' | 'vera') => {
  threads += 1;
  const conversationId = `19:oncall@thread.tacv2;messageid=${threads}`;
  return textOf((await bot.ask(said, by, { conversationId, threadRootId: String(threads) })).card.json);
};

it.each([
  ['who may restart payments-api in prod-weu', 'restart of prod-weu / payments / payments-api', 'the default decides'],
  ['policy scale payments in prod-weu', 'scale of prod-weu / payments', '2 approvals of different people'],
  ['policy restart in prod-neu', 'restart of prod-neu', 'rule "ledger" denies it'],
  ['policy in prod-weu', 'Changes of prod-weu', 'restart'],
  ['policy restart', 'restart, wherever it is', 'denies it in some places'],
  ['policy', 'The first rule that matches decides', 'ledger: restart in clusters prod-neu: denied.'],
])('answers "%s"', async (said, title, sentence) => {
  const text = await asked(said, 'olaf');

  expect(text).toContain(title);
  expect(text).toContain(sentence);
});

it('tells whom places are kept from no rule but the default', async () => {
  const text = await asked('policy', 'vera');

  expect(text).toContain('default: every change');
  expect(text).not.toContain('prod-neu');
});
