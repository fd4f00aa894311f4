import { pino } from 'pino';
import { azureConfig } from '../src/azure/azure-config.ts';
import { connectAzure } from '../src/azure/connect-azure.ts';
import { clustersOf } from '../src/azure/estate.ts';
import { diagnose } from '../src/diagnosis/diagnose.ts';
import { labCredential } from '../src/lab/azure/lab-token.ts';
import { labTransport } from '../src/lab/azure/lab-transport.ts';
import { systemClock } from '../src/model/clock.ts';
import type { Bench } from './run.ts';
import { startProcess } from './turn/start-process.ts';

const rounds = 5;

/**
 * Why, about a whole cluster of 5,000 pods and 300 nodes: processor time of this process alone for one answer
 * (the API server runs in another), and its memory after several.
 */
export const bench: Bench = async () => {
  const now = new Date();
  const azure = await startProcess('../why/serve-cluster.ts', { NOW: now.toISOString() });
  try {
    const connection = connectAzure({
      credential: labCredential,
      transport: labTransport(azure.url),
      clock: { ...systemClock, now: () => now },
      log: pino({ level: 'silent' }),
      config: azureConfig.parse({}),
    });
    const [cluster] = await clustersOf(connection.until(AbortSignal.timeout(60_000)));
    if (!cluster) throw new Error('the large cluster was not found');
    const subject = { cluster, kind: 'Cluster' as const, namespace: '', name: cluster.name };
    const window = { from: new Date(now.getTime() - 24 * 3_600_000), to: now };

    const own: number[] = [];
    const took: number[] = [];
    let rssMiB = 0;
    for (let round = 0; round < rounds; round++) {
      const before = process.cpuUsage();
      const started = performance.now();
      const { findings } = await diagnose(connection.until(AbortSignal.timeout(60_000)), subject, undefined, window);
      took.push(performance.now() - started);
      const { user, system } = process.cpuUsage(before);
      own.push((user + system) / 1e6);
      rssMiB = Math.max(rssMiB, process.memoryUsage().rss / 2 ** 20);
      console.error(
        findings
          .slice(0, 5)
          .map((it) => `${it.confidence.toFixed(2)} ${it.sentence}`)
          .join('\n'),
      );
    }
    const ownSeconds = Math.round(Math.max(...own) * 100) / 100;
    return {
      bench: 'why',
      figures: {
        ownSeconds,
        ownSecondsWarm: Math.round(Math.min(...own) * 100) / 100,
        seconds: Math.round(Math.max(...took)) / 1000,
        rssMiB: Math.round(rssMiB),
      },
      ratios: { own: Math.round((ownSeconds / 2) * 100) / 100, memory: Math.round((rssMiB / 300) * 100) / 100 },
    };
  } finally {
    await azure.stop();
  }
};
