import { pino } from 'pino';
import { z } from 'zod';
import type { Azure, AzureConnection } from '../src/azure/azure.ts';
import { azureConfig } from '../src/azure/azure-config.ts';
import { connectAzure } from '../src/azure/connect-azure.ts';
import { clustersOf } from '../src/azure/estate.ts';
import { kql } from '../src/azure/kql.ts';
import { createDialogue } from '../src/commands/dialogue.ts';
import { peopleConfig } from '../src/commands/people/people-config.ts';
import { labCredential } from '../src/lab/azure/lab-token.ts';
import { labTransport } from '../src/lab/azure/lab-transport.ts';
import { type Clock, systemClock } from '../src/model/clock.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Bench } from './run.ts';
import { startProcess } from './turn/start-process.ts';

const logs = 800;
const arm = 300;
const kubernetes = 150;
const latency = {
  'log-analytics': logs,
  'resource-graph': arm,
  aks: arm,
  arm,
  defender: arm,
  registry: arm,
  kubernetes,
};
const runs = 7;
const now = new Date();
const clock: Clock = { ...systemClock, now: () => now };

/** A question, and what must wait for what: the clusters, their API servers' credentials, the names in them, the history. */
const questions = [
  {
    name: 'whyFirst',
    said: 'why OOMKilled payments-api',
    card: 'diagnosis',
    first: true,
    links: [arm, arm, kubernetes, logs],
  },
  { name: 'why', said: 'why OOMKilled payments-api', card: 'diagnosis', first: false, links: [arm, kubernetes, logs] },
  { name: 'clusterHealth', said: 'cluster health prod-weu', card: 'cluster-health', first: false, links: [arm, logs] },
] as const;
type Question = (typeof questions)[number];

/**
 * How long whole answers take, from what is said to the card, when only the wires are slow: against the sum of the
 * latencies on the slowest chain of calls (overSlowest), and against that chain asked link by link in the same run.
 */
export const bench: Bench = async () => {
  const azure = await startProcess('../fanout/slow-azure.ts', {
    NOW: now.toISOString(),
    LATENCY: JSON.stringify(latency),
  });
  const store = await openStore({ path: ':memory:' });
  const log = pino({ level: 'silent' });
  const connect = () =>
    connectAzure({
      credential: labCredential,
      transport: labTransport(azure.url),
      clock,
      log,
      config: azureConfig.parse({}),
    });
  const answer = async (connection: AzureConnection, { said, card }: Question) => {
    const dialogue = createDialogue({
      connection,
      store,
      clock,
      log,
      config: peopleConfig.parse({}),
      unknownPerson: 'operator',
    });
    const reply = await dialogue.answer({
      ask: { said },
      actor: { tenantId: 'bench', objectId: 'bench', teamsId: '29:bench', name: 'Bench' },
      place: { tenantId: 'bench', kind: 'personal', conversationId: 'bench', channelId: 'bench' },
      requestId: 'bench',
      signal: AbortSignal.timeout(60_000),
    });
    if (reply.card.template !== card)
      throw new Error(`"${said}" was answered by ${reply.card.template}: ${reply.card.summary}`);
  };

  const figures: Record<string, number> = {};
  const over: number[] = [];
  const overMeasured: number[] = [];
  try {
    const known = connect();
    for (const question of questions) {
      // The SDKs are loaded, the code is warm, and the wire knows its answers.
      for (let round = 0; round < 3; round++) await answer(known, question);
      const connectionOf = () => (question.first ? connect() : known);
      const took: number[] = [];
      const chain: number[] = [];
      for (let run = 0; run < runs; run++) {
        const [one, other] = [connectionOf(), connectionOf()];
        took.push(await timed(() => answer(one, question)));
        chain.push(await timed(() => linkByLink(other.until(AbortSignal.timeout(60_000)), question)));
      }
      const slowest = question.links.reduce((sum, link) => sum + link, 0);
      figures[`${question.name}Ms`] = Math.round(median(took));
      figures[`${question.name}ChainMs`] = Math.round(median(chain));
      figures[`${question.name}SlowestMs`] = slowest;
      over.push(median(took) / slowest);
      overMeasured.push(median(took) / median(chain));
    }
  } finally {
    await store.close();
    await azure.stop();
  }
  return {
    bench: 'fanout',
    figures,
    ratios: { overSlowest: rounded(Math.max(...over)), overMeasuredChain: rounded(Math.max(...overMeasured)) },
  };
};

async function linkByLink(azure: Azure, { name }: Question): Promise<void> {
  const clusters = await clustersOf(azure);
  const cluster = clusters.find((it) => it.name === 'prod-weu');
  if (!cluster?.workspace) throw new Error('the range has no prod-weu');
  if (name !== 'clusterHealth') await azure.kubernetes.list(cluster.id, 'nodes');
  await azure.logs.query(cluster.workspace.customerId, kql`KubeEvents | count`, z.object({ Count: z.number() }), {
    from: new Date(now.getTime() - 60_000),
    to: now,
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function rounded(ratio: number): number {
  return Math.round(ratio * 1000) / 1000;
}
