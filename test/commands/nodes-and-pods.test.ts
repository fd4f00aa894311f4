import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDialogue, type TestDialogue } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
});
afterAll(() => bot.close());

const told = async (text: string) => JSON.stringify((await bot.ask(text, 'olaf')).card);
/** Here nothing can be proposed: a name that is understood gets as far as this. */
const understood = 'This bot makes no changes';

it.each([
  ['delete pod', 'Which pod?'],
  ['drain', 'Which node?'],
  ['isolate payments-api cluster=prod-weu', 'Which pod of payments-api?'],
  ['cordon cluster=prod-weu', 'Which node of prod-weu?'],
  ['cordon payments-api', 'I found no node called \\"payments-api\\"'],
  ['uncordon node nothing-like-it', 'I found no node'],
  ['delete pod db-backup cluster=prod-neu', 'I found no workload'],
  ['delete pod orders-db-0 cluster=prod-weu', understood],
  ['isolate orders-db cluster=prod-weu', understood],
])('answers %j with %j', async (said, answer) => {
  expect(await told(said)).toContain(answer);
});

it('takes a pod or a node from its question by a press', async () => {
  const cluster = bot.world.cluster('prod-weu');
  const [node] = cluster.nodes;
  const there = bot.world.pods(cluster, bot.world.clock.now());
  const pod = there.find((it) => it.workload.name === 'payments-api');
  const pods = await bot.ask('isolate payments-api cluster=prod-weu because it mines', 'olaf');
  const nodes = await bot.ask('drain cluster=prod-weu local data', 'olaf');

  const answers = [
    await bot.press(pods.card, pod?.name ?? '', 'olaf'),
    await bot.press(nodes.card, node?.name ?? '', 'olaf'),
  ];

  for (const { card } of answers) expect(JSON.stringify(card)).toContain(understood);
});

it('is for operators', async () => {
  const { card } = await bot.ask('delete pod orders-db-0', 'vera');

  expect(JSON.stringify(card)).not.toContain(understood);
  expect(JSON.stringify(card)).toContain('operator');
});
