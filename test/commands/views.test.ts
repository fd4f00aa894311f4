import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, ids, startDialogue, type TestDialogue, textOf, titlesOf } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue({
    people: {
      viewer: [{ id: ids.vera, scope: { environments: ['staging'] } }],
      operator: [ids.olaf],
      approver: [{ id: ids.bob, scope: { namespaces: ['payments'] } }],
      admin: [{ id: ids.ada, scope: { clusters: ['nowhere-*'] } }],
    },
  });
  // The range's first query loads Microsoft's language service, which takes seconds: no test should pay for it.
  await bot.ask('clusters');
}, 60_000);
afterAll(() => bot.close());

let threads = 0;
const toldTo = async (who: Asker, said: string) => {
  const thread = `views-${++threads}`;
  const { card } = await bot.ask(said, who, { conversationId: `c;messageid=${thread}`, threadRootId: thread });
  const [line] = await bot.store.auditTail(1);
  return { card, text: textOf(card.json), buttons: titlesOf(card.json), line };
};

describe('a person of one environment', () => {
  it('sees its clusters alone, whole', async () => {
    const { text, buttons } = await toldTo('vera', 'clusters');

    expect(text).toContain('staging-weu');
    expect(text).toMatch(/2 of 2 nodes ready/);
    expect(text).not.toMatch(/prod-|dev-weu/);
    expect(text).toContain('Only clusters within your scope are shown.');
    expect(buttons).toContain('staging-weu');
  });

  it.each(['nodes prod-weu', 'pods in prod-weu', 'containers payments-api cluster=prod-weu'])(
    'is refused %j, as if it were any other place',
    async (said) => {
      const { text, line } = await toldTo('vera', said);

      expect(line).toMatchObject({ outcome: 'refused', authority: 'outside-scope' });
      expect(text).not.toMatch(/payments-api-|aks-user/);
    },
  );
});

describe('a person of one namespace', () => {
  it('sees in each cluster the pods of it alone, and goes on to its workloads', async () => {
    const { card, text, buttons } = await toldTo('bob', 'clusters');
    const next = await bot.press(card, 'prod-weu', 'bob');

    expect(text).toContain('only payments');
    expect(text).not.toMatch(/nodes ready|dev-weu|system pods? running · /);
    expect(buttons).not.toContain('Health of prod-weu');
    expect(textOf(next.card.json)).toMatch(/critical: payments-api/);
    expect(textOf(next.card.json)).not.toMatch(/shop|kube-system|cart/);
  });

  it.each([
    ['pods in prod-weu', 'payments-api-'],
    ['containers prod-weu', 'payments-api-'],
    ['workloads of prod-weu', 'payments-api'],
  ])('asks %j and is told of it alone', async (said, shown) => {
    const { text, line } = await toldTo('bob', said);

    expect(line).toMatchObject({ outcome: 'done' });
    expect(text).toContain(shown);
    expect(text).toContain('within your scope');
    expect(text).not.toMatch(/shop|kube-system|cart/);
  });

  it.each(['nodes prod-weu', 'pods ns=shop cluster=prod-weu', 'pods in dev-weu'])('is refused %j', async (said) => {
    expect((await toldTo('bob', said)).line).toMatchObject({ outcome: 'refused', authority: 'outside-scope' });
  });
});

it('who may see nothing that runs is refused the list of clusters', async () => {
  const { text, line } = await toldTo('ada', 'clusters');

  expect(line).toMatchObject({ outcome: 'refused' });
  expect(text).not.toMatch(/prod-|staging-|dev-/);
});

describe('a list of clusters', () => {
  it.each([
    ['clusters prod', ['prod-weu', 'prod-neu'], ['staging-weu', 'dev-weu']],
    ['clusters in northeurope', ['prod-neu'], ['prod-weu', 'staging-weu']],
    ['clusters subscription=non-production', ['staging-weu', 'dev-weu'], ['prod-weu']],
    ['clusters env=staging', ['staging-weu'], ['prod-weu', 'dev-weu']],
    ['which clusters are critical', ['prod-weu'], ['prod-neu', 'staging-weu']],
  ])('is narrowed by %j', async (said, shown, hidden) => {
    const { buttons } = await toldTo('olaf', said);

    expect(buttons).toEqual(expect.arrayContaining(shown));
    for (const name of hidden) expect(buttons).not.toContain(name);
  });

  it('tells of what could not be read where it was asked, and of nothing else', async () => {
    expect((await toldTo('olaf', 'clusters prod-weu')).text).not.toContain('dev-weu');
    expect((await toldTo('olaf', 'clusters dev')).text).toContain('nodes of dev-weu');
  });

  it('knows no place in which there is no cluster, and offers the closest', async () => {
    expect((await toldTo('olaf', 'clusters in prodution')).text).toMatch(
      /I know no .*"prodution".*Did you mean production/s,
    );
  });
});

describe('a page', () => {
  it('is turned, and turned back', async () => {
    const { card, text, buttons } = await toldTo('olaf', 'pods in prod-weu');
    const second = await bot.press(card, 'Next 6');
    const first = await bot.press(second.card, 'Back to the worst');

    expect(text).toMatch(/1 to 6 of \d+ pods, worst first/);
    expect(textOf(second.card.json)).toMatch(/7 to 12 of \d+ pods/);
    expect(titlesOf(first.card.json).slice(0, 6)).toEqual(buttons.slice(0, 6));
  });

  it('of "top pods" begins with what uses most memory', async () => {
    const { text } = await toldTo('olaf', 'top pods in prod-weu');
    const used = [...text.matchAll(/memory ([\d,]+) MiB/g)].map(([, value]) => Number(value?.replace(',', '')));

    expect(text).toContain('most memory first');
    expect(used).toEqual(used.toSorted((a, b) => b - a));
    expect(used.length).toBeGreaterThan(3);
  });
});
