import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { azureConfig } from '../src/azure/azure-config.ts';
import { connectAzure } from '../src/azure/connect-azure.ts';
import { createDialogue } from '../src/commands/dialogue.ts';
import { peopleConfig } from '../src/commands/people/people-config.ts';
import { labCredential } from '../src/lab/azure/lab-token.ts';
import { labTransport } from '../src/lab/azure/lab-transport.ts';
import { systemClock } from '../src/model/clock.ts';
import { imagesConfig } from '../src/security/snapshot/images-config.ts';
import { readImages } from '../src/security/snapshot/read-images.ts';
import { openStore } from '../src/store/open-store.ts';
import { digestOf, images, repositoryOf } from './images/finding-rows.ts';
import type { Bench } from './run.ts';
import { startProcess } from './turn/start-process.ts';

const person = '11111111-1111-4111-8111-111111111111';
const rounds = 5;

/**
 * 50,000 findings over 5,000 images, a tenth of which run: how long a reading takes under Resource Graph's quota, with its
 * own processor time; and what "images vulnerable" takes from the stored snapshot. Resource Graph runs in another process.
 */
export const bench: Bench = async () => {
  const azure = await startProcess('../images/serve-findings.ts', {});
  const folder = mkdtempSync(join(tmpdir(), 'bench-images-'));
  const store = await openStore({ path: join(folder, 'bench.db') });
  let rssMiB = 0;
  const watch = setInterval(() => {
    rssMiB = Math.max(rssMiB, process.memoryUsage().rss / 2 ** 20);
  }, 20);
  try {
    const [clock, log] = [systemClock, pino({ level: 'silent' })];
    const transport = labTransport(azure.url);
    const connection = connectAzure({
      credential: labCredential,
      transport,
      clock,
      log,
      config: azureConfig.parse({}),
    });
    const addressOf = async (channel: string) => ({ tenantId: 't', conversationId: channel, serviceUrl: 'https://t' });
    const work = { store, clock, log, connection, addressOf, channel: '19:bench', wake: () => undefined };
    const read = () => measured(() => readImages({ ...work, config: imagesConfig.parse({}) }));
    const first = await read();
    const second = await read();
    await putRuns(store);

    const people = peopleConfig.parse({ viewer: [person] });
    const dialogue = createDialogue({ connection, store, clock, log, config: people });
    const ask = (said: string, n: number) =>
      dialogue.answer({
        ask: { said },
        actor: { tenantId: 't', objectId: person, teamsId: '29:x', name: 'x' },
        place: { tenantId: 't', kind: 'personal', conversationId: 'c', channelId: 'c' },
        ...{ requestId: String(n), signal: AbortSignal.timeout(60_000) },
      });
    const own: Record<string, number> = {};
    for (const said of ['images vulnerable', 'images running', 'cve CVE-2026-10097']) {
      const times = [];
      for (let n = 0; n < rounds; n++) times.push((await measured(() => ask(said, n))).ownSeconds);
      own[said] = Math.max(...times);
    }
    const { throttled } = (await (await fetch(`${azure.url}/throttled`)).json()) as { throttled: number };
    const reading = await store.images.reading();
    return {
      bench: 'images',
      figures: {
        images: reading?.images ?? 0,
        findings: reading?.findings ?? 0,
        rows: reading?.rows ?? 0,
        ...{ readSeconds: first.seconds, readOwnSeconds: first.ownSeconds, readAgainOwnSeconds: second.ownSeconds },
        ...{ throttled, rssMiB: Math.round(rssMiB) },
        vulnerableOwnSeconds: own['images vulnerable'] ?? 0,
        runningOwnSeconds: own['images running'] ?? 0,
        cveOwnSeconds: own['cve CVE-2026-10097'] ?? 0,
      },
      ratios: {
        own: rounded((own['images vulnerable'] ?? 0) / 1.5),
        memory: rounded(rssMiB / 300),
      },
    };
  } finally {
    clearInterval(watch);
    await store.close();
    await azure.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A tenth of the images run, in two clusters. */
async function putRuns(store: Awaited<ReturnType<typeof openStore>>): Promise<void> {
  const readAt = new Date();
  for (const [index, cluster] of ['prod-weu', 'prod-neu'].entries()) {
    const runs = Array.from({ length: images / 20 }, (_, n) => {
      const image = n * 20 + index;
      return {
        ...{ registry: 'contoso.azurecr.io', repository: repositoryOf(image), tag: '1.0', digest: digestOf(image) },
        ...{ cluster, namespace: `team-${n % 20}`, workload: `service-${n}`, kind: 'Deployment', pods: 3 },
        ...{ isPinned: false, owner: `team-${n % 20}`, since: readAt },
        ...(n % 10 === 0 && { exposed: `LoadBalancer service-${n}` }),
      };
    });
    await store.together(readAt, (writing) =>
      writing.images.putRuns(`/c/${cluster}`, {
        cluster,
        readAt,
        runs,
        source: 'Kubernetes API',
        isExposureKnown: true,
      }),
    );
  }
}

async function measured(work: () => Promise<unknown>): Promise<{ seconds: number; ownSeconds: number }> {
  const before = process.cpuUsage();
  const started = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: rounded((performance.now() - started) / 1_000), ownSeconds: rounded((user + system) / 1e6) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
