import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDialogue, type TestDialogue, textOf, titlesOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
});
afterAll(() => bot.close());

const answerTo = async (said: string, thread = 'names') => {
  const { card } = await bot.ask(said, 'olaf', { conversationId: `c;messageid=${thread}`, threadRootId: thread });
  return { card, text: textOf(card.json), buttons: titlesOf(card.json) };
};

describe('a name', () => {
  it('that several clusters have is answered with a picker of them all', async () => {
    const { card, text } = await answerTo('why checkout-api');

    expect(card.template).toBe('picker');
    expect(text).toContain('Which "checkout-api"?');
    expect(text).toContain('checkout-api in prod-weu / shop');
  });

  it('that nobody has is answered with the closest names as buttons', async () => {
    const { text, buttons } = await answerTo('why payment-api');

    expect(text).toContain('I found no workload called "payment-api"');
    expect(buttons).toContain('payments-api');
  });

  it('of a cluster that is misspelt is answered with the closest clusters', async () => {
    const { text, buttons } = await answerTo('why payments-api cluster=prod-wue');

    expect(text).toContain('I found no cluster called "prod-wue"');
    expect(buttons).toContain('prod-weu');
  });

  it('of a misspelt cluster after "on" is told from a namespace by the other place', async () => {
    const { text } = await answerTo('why payments-api in payments on prod-wue');

    expect(text).toContain('I found no cluster called "prod-wue"');
  });

  it('of a cluster is offered when there are several and none was named', async () => {
    const { card, text } = await answerTo('cluster health', 'none-named');

    expect(card.template).toBe('picker');
    expect(text).toContain('Which cluster?');
    expect(text).toContain('prod-weu');
  });

  it('of an image that no registry has is answered with the closest repositories', async () => {
    const { text, buttons } = await answerTo('scan image payment-api:1.8');

    expect(text).toContain('I found no image payment-api:1.8');
    expect(buttons).toContain('payments-api:1.8');
  });

  it('keeps the rest of the question when another is pressed', async () => {
    const { card } = await answerTo('why OOMKilled checkout-api in shop');
    const [first = ''] = titlesOf(card.json);

    await bot.press(card, first);

    const [line] = await bot.store.auditTail(1);
    expect(line?.detail).toMatch(/^why OOMKilled deployment checkout-api cluster=\S+ ns=shop$/);
  });
});
