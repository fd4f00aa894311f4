import { pino } from 'pino';
import { azureConfig } from '../src/azure/azure-config.ts';
import { connectAzure } from '../src/azure/connect-azure.ts';
import { createDialogue } from '../src/commands/dialogue.ts';
import { peopleConfig } from '../src/commands/roles.ts';
import { startAzure } from '../src/lab/azure/start-azure.ts';
import { createWorld } from '../src/lab/world/world.ts';
import type { Clock } from '../src/model/clock.ts';
import { systemClock } from '../src/model/clock.ts';
import { openStore } from '../src/store/open-store.ts';
import { startSlowAzure } from './fanout/slow-azure.ts';
import type { BenchResult } from './run.ts';

const kql = 800;
const arm = 300;
const kubernetes = 150;
const latency = {
  'log-analytics': kql,
  'resource-graph': arm,
  aks: arm,
  arm,
  defender: arm,
  registry: arm,
  kubernetes,
};
const runs = 5;

/** What must wait for what: the clusters, the credentials of their API servers, the workload's name there, its history. */
const questions = [
  {
    name: 'why',
    said: 'why OOMKilled payments-api',
    card: 'diagnosis',
    cold: arm + arm + kubernetes + kql,
    warm: arm + kubernetes + kql,
  },
  { name: 'clusterHealth', said: 'cluster health prod-weu', card: 'cluster-health', cold: arm + kql, warm: arm + kql },
] as const;

/** How long whole answers take when only the wires are slow, against the slowest chain of calls that cannot be shorter. */
export async function bench(): Promise<BenchResult> {
  const now = new Date();
  const clock: Clock = { now: () => now, after: systemClock.after };
  const range = await startAzure({ world: createWorld({ now }), clock });
  const slow = await startSlowAzure(range.url);
  const store = await openStore({ path: ':memory:' });
  const dialogueOf = () =>
    createDialogue({
      connection: connectAzure({
        credential: range.credential,
        transport: slow.transport,
        clock,
        log: pino({ level: 'silent' }),
        config: azureConfig.parse({}),
      }),
      store,
      clock,
      log: pino({ level: 'silent' }),
      config: peopleConfig.parse({}),
      unknownPerson: 'operator',
    });
  const figures: Record<string, number> = {};
  let overSlowest = 0;
  try {
    for (const { name, said, card, cold, warm } of questions) {
      // Loads the SDKs and fills the wire's memory.
      await ask(dialogueOf(), said, card);
      const measured = async (kind: 'Cold' | 'Warm', chain: number, ready: () => Promise<Dialogue>) => {
        const took: number[] = [];
        for (let run = 0; run < runs; run++) {
          const dialogue = await ready();
          slow.reset(latency);
          took.push(await ask(dialogue, said, card));
        }
        for (const [api, count] of slow.requests) console.error(`${name} ${kind.toLowerCase()}: ${count} ${api}`);
        figures[`${name}${kind}Ms`] = Math.round(median(took));
        figures[`${name}${kind}SlowestChainMs`] = chain;
        overSlowest = Math.max(overSlowest, median(took) / chain);
      };
      await measured('Cold', cold, async () => dialogueOf());
      const known = dialogueOf();
      slow.reset({});
      await ask(known, said, card);
      await measured('Warm', warm, async () => known);
    }
  } finally {
    await store.close();
    await slow.close();
    await range.close();
  }
  return { bench: 'fanout', figures, ratios: { overSlowest: Math.round(overSlowest * 1000) / 1000 } };
}

type Dialogue = ReturnType<typeof createDialogue>;

async function ask(dialogue: Dialogue, said: string, card: string): Promise<number> {
  const started = performance.now();
  const reply = await dialogue.answer({
    ask: { said },
    actor: { tenantId: 'bench', objectId: 'bench', teamsId: '29:bench', name: 'Bench' },
    place: { tenantId: 'bench', kind: 'personal', conversationId: 'bench', channelId: 'bench' },
    requestId: 'bench',
    signal: AbortSignal.timeout(60_000),
  });
  const took = performance.now() - started;
  if (reply.card.template !== card)
    throw new Error(`"${said}" was answered by ${reply.card.template}: ${reply.card.summary}`);
  return took;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
