import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/dialogue.ts';
import { type Asker, ids, startDialogue, type TestDialogue, textOf, titlesOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue({
    people: {
      viewer: [
        { id: ids.vera, scope: { clusters: ['staging-*'] } },
        { id: ids.nora, scope: { environments: ['staging'] } },
      ],
      operator: [ids.olaf],
      approver: [{ id: ids.bob, scope: { namespaces: ['payments'] } }],
      admin: [{ id: ids.ada, scope: { clusters: ['nowhere-*'] } }],
    },
  });
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

const toldTo = async (who: Asker, said: string) => {
  const thread = `${who}: ${said}`;
  const { card } = await bot.ask(said, who, { conversationId: `c;messageid=${thread}`, threadRootId: thread });
  const [line] = await bot.store.auditTail(1);
  return { card, line, text: [textOf(card.json), ...titlesOf(card.json)].join('\n') };
};
const clusters = /(prod|staging|dev)-\w+/;

/** Lists of what lies in the asker's places, or in none: an empty one tells of none. */
const lists = ['saved queries', 'changes', 'changes all', 'alerts', 'alerts high', 'alerts in prod-weu'];

/** Every example of every command that is about a place; what a channel is about, alone, is not. */
const elsewhere = commands
  .filter(({ touches }) => touches === undefined)
  .flatMap(({ examples }) => examples)
  .filter((said) => said !== 'use' && said !== 'use nothing' && !lists.includes(said));

describe('a place where somebody may ask nothing', () => {
  it('is asked about by every command, or it says that it touches none', () => {
    const silent = commands.filter(
      ({ touches, examples }) => !touches && !examples.some((it) => elsewhere.includes(it) || lists.includes(it)),
    );

    expect(silent).toEqual([]);
  });

  it.each(elsewhere)('is not told of, whatever the command: %s', async (said) => {
    const { text, line } = await toldTo('ada', said);

    expect(line).toMatchObject({ outcome: 'refused', authority: 'outside-scope' });
    expect(text).toContain('Your role admin covers clusters nowhere-*.');
    expect(text).not.toMatch(clusters);
  });

  it('is told from one that is not there by nothing', async () => {
    const [there, nowhere, misspelt] = [
      await toldTo('vera', 'show yaml payments-api'),
      await toldTo('vera', 'show yaml no-such-thing'),
      await toldTo('vera', 'show yaml payments-api cluster=prod-wue'),
    ];

    expect(there.line?.authority).toBe('outside-scope');
    expect(nowhere.text).toBe(there.text);
    expect(misspelt.text).toBe(there.text);
  });
});

describe('a name that several places have', () => {
  it.each<Asker>(['vera', 'nora'])('is that of the one place that %s may ask about', async (who) => {
    const { card, text, line } = await toldTo(who, 'show yaml checkout-api');

    expect(card.template).toBe('manifest');
    expect(text).toContain('staging-weu');
    expect(text).not.toMatch(/prod-|dev-/);
    expect(line).toMatchObject({ outcome: 'done', authority: 'viewer by list' });
  });

  it('is not offered where it is elsewhere, not even as a gap', async () => {
    bot.azure.faults.set('kubernetes', { status: 403, match: /prod-/ });
    bot.azure.faults.set('log-analytics', { status: 403 });
    const everybody = await toldTo('olaf', 'events checkout-api');
    const limited = await toldTo('vera', 'events checkout-api');
    bot.azure.faults.clear();

    expect(everybody.text).toMatch(/prod-/);
    expect(limited.text).not.toMatch(/prod-/);
    expect(limited.text).toContain('all places that I searched');
  });

  it('of an image is told with the places that the person may see', async () => {
    const [everybody, limited] = [
      await toldTo('olaf', 'scan image checkout-api'),
      await toldTo('vera', 'scan image checkout-api'),
    ];

    expect(everybody.text).toContain('checkout-api:2.7.3');
    expect(limited.text).toContain('checkout-api:2.8.0-rc1');
    expect(limited.text).toContain('staging-weu');
    expect(limited.text).not.toMatch(/prod-|2\.7\.3/);
    expect((await toldTo('vera', 'scan image payments-api:1.8')).line?.authority).toBe('outside-scope');
  });
});

describe('a namespace', () => {
  it.each<[Asker, string, boolean]>([
    ['bob', 'show yaml payments-api', true],
    ['bob', 'cluster health prod-weu', false],
    ['bob', 'use cluster prod-weu', false],
    ['bob', 'use cluster prod-weu ns shop', false],
    ['bob', 'use', true],
    ['bob', 'use cluster prod-weu ns payments', true],
    ['bob', 'use', true],
    ['ada', 'use', false],
    ['ada', 'use nothing', true],
  ])('is no whole cluster: %s says "%s", allowed is %s', async (who, said, allowed) => {
    const { line } = await toldTo(who, said);

    expect(line).toMatchObject(allowed ? { outcome: 'done' } : { outcome: 'refused', authority: 'outside-scope' });
  });
});
