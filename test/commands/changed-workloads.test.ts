import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDialogue, type TestDialogue } from './start-dialogue.ts';

let bot: TestDialogue;
beforeAll(async () => {
  bot = await startDialogue();
});
afterAll(() => bot.close());

const told = async (text: string) => JSON.stringify((await bot.ask(text, 'olaf')).card);
/** Here nothing can be proposed: what is understood gets as far as this. */
const understood = 'This bot makes no changes';

it.each([
  ['scale', 'number of replicas?'],
  ['scale payments-api cluster=prod-weu', 'which number of replicas'],
  ['scale to 3', 'Scale of which workload?'],
  [
    'scale ama-logs to 3 cluster=prod-weu',
    '\\"scale\\" is for Deployment, StatefulSet, ReplicaSet; ama-logs is a DaemonSet',
  ],
  ['set memory payments-api to 512 cluster=prod-weu', 'with its unit: 512Mi or 1Gi'],
  ['set memory payments-api cluster=prod-weu', 'which amount (as in 512Mi or 2Gi)'],
  ['roll payments-api cluster=prod-weu', 'which tag'],
  ['roll payments-api image=payments-api cluster=prod-weu', 'Say the version'],
  ['roll cart:1.13 cluster=prod-weu container=cart', understood],
  ['roll ledger:4.1 cluster=prod-weu', understood],
  ['roll other:4.1 ledger cluster=prod-weu', 'has no container with that image: say which'],
  ['scale cart to 4 cluster=prod-weu because it is slow', understood],
  ['roll back cart to revision 3 cluster=prod-weu', understood],
  ['set memory cart to 512Mi cluster=prod-weu', understood],
])('answers %j with %j', async (said, answer) => {
  expect(await told(said)).toContain(answer);
});
