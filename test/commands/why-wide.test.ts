import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDialogue, type TestDialogue, textOf, titlesOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
});
afterAll(() => bot.close());

const answerTo = async (said: string, thread = said) => {
  const { card } = await bot.ask(said, 'olaf', { conversationId: `c;messageid=${thread}`, threadRootId: thread });
  return { card, text: textOf(card.json), buttons: titlesOf(card.json) };
};

describe('why, of no single thing', () => {
  it.each([
    ['why is prod-weu failing', 'prod-weu (Cluster)'],
    ['why prod-weu', 'prod-weu (Cluster)'],
    ['why payments namespace in prod-weu', 'prod-weu / payments (Namespace)'],
    ['what is wrong in payments on prod-weu', 'prod-weu / payments (Namespace)'],
    ['what is wrong in payments-api', 'prod-weu / payments / payments-api (Deployment)'],
  ])('%j is about %s', async (said, place) => {
    const { card, text } = await answerTo(said);

    expect(card.template).toBe('diagnosis');
    expect(text).toContain(place);
  });

  it('gives one verdict about what it blames in a namespace, with its proof, its log, events and YAML', async () => {
    const { text, buttons } = await answerTo('why ns=payments cluster=prod-weu');

    expect(text).toContain('prod-weu / payments (Namespace)');
    expect(text).toContain('needs more than its 256 MiB');
    expect(text).toContain('Deployment payments-api');
    expect(buttons).toEqual(expect.arrayContaining(['Logs payments-api', 'Events payments-api', 'YAML payments-api']));
    expect(text.match(/payments-api (?:is OOM-killed|needs more)/g)).toHaveLength(1);
  });

  it('offers the clusters when a namespace is in several, and when nothing was said at all', async () => {
    expect((await answerTo('why payments namespace')).text).toContain('payments in staging-weu');

    const { text } = await answerTo('why');
    expect(text).toContain('Which cluster?');
    expect(text).toContain('prod-weu');
  });

  it('answers a namespace that nobody has with the closest ones', async () => {
    const { text, buttons } = await answerTo('why ns=paymens');

    expect(text).toContain('I found no namespace called "paymens"');
    expect(buttons).toContain('payments');
  });

  it('goes on about the place in its thread, and about a workload when one is named', async () => {
    await answerTo('why ns=payments in prod-weu', 'goes-on');

    expect((await answerTo('why', 'goes-on')).text).toContain('payments (Namespace)');
    expect((await answerTo('why payments-api', 'goes-on')).text).toContain('payments-api (Deployment)');
    expect((await answerTo('what is wrong in payments', 'goes-on')).text).toContain('payments (Namespace)');
    expect((await answerTo('why payments-api', 'goes-on')).text).toContain('payments-api (Deployment)');
    expect((await answerTo('what is wrong with the cluster', 'goes-on')).text).toContain('prod-weu (Cluster)');
  });

  it('is about what the channel is about when nothing else is said', async () => {
    const place = { channelId: 'of-payments' };
    await bot.ask('use cluster prod-weu ns payments', 'olaf', place);

    const { card } = await bot.ask('why', 'olaf', { ...place, conversationId: 'of-payments;messageid=1' });

    expect(textOf(card.json)).toContain('prod-weu / payments (Namespace)');
  });
});

it.each([
  ['logs', 'The log of which workload?'],
  ['show yaml', 'The YAML of which workload?'],
])('%s alone asks for a workload, not for a place', async (said, asks) => {
  const { text, buttons } = await answerTo(said);

  expect(text).toContain(asks);
  expect(buttons).toContain(`How to ask for ${said}`);
});
