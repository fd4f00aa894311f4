import { setTimeout as wait } from 'node:timers/promises';
import { type Asked, askEstate } from './estate/ask-estate.ts';
import { questions } from './estate/questions.ts';
import type { Bench } from './run.ts';
import { startProcess } from './turn/start-process.ts';

/** Clusters, with so many registries and other resources beside them. */
const sizes = [
  { clusters: 4, registries: 2, others: 50 },
  { clusters: 100, registries: 5, others: 500 },
  { clusters: 1_000, registries: 20, others: 5_000 },
];
const ownSecondsAtMost = 1.5;
const memoryAtMostMiB = 300;
const cardAtMostBytes = 80_000;
const quotaMs = 5_000;

/**
 * Questions about everything, at 4, 100 and 1,000 clusters: how often Azure is asked (15 questions to Resource Graph in
 * 5 s are free), processor time of the bot alone, its memory, and the size of the card. Azure runs in another process.
 */
export const bench: Bench = async () => {
  const figures: Record<string, number> = {};
  let [rssMiB, own, bytes, throttled] = [0, 0, 0, 0];
  const watch = setInterval(() => {
    rssMiB = Math.max(rssMiB, process.memoryUsage().rss / 2 ** 20);
  }, 20);
  try {
    for (const size of sizes) {
      const env = Object.fromEntries(Object.entries(size).map(([name, value]) => [name.toUpperCase(), String(value)]));
      const azure = await startProcess('../estate/serve-estate.ts', env);
      try {
        // Each size has a range of its own, so its quota is whole at first.
        let asked = 0;
        const pause = () => (asked++ === 0 ? Promise.resolve() : wait(quotaMs));
        for (const [said, it] of await askEstate(azure.url, questions, pause)) {
          note(said, size.clusters, it);
          for (const [name, value] of Object.entries(figuresOf(it)))
            figures[`${said} ${size.clusters} ${name}`] = value;
          throttled += it.throttled;
          bytes = Math.max(bytes, it.bytes);
          own = Math.max(own, it.ownSeconds);
        }
      } finally {
        await azure.stop();
      }
    }
  } finally {
    clearInterval(watch);
  }
  return {
    bench: 'estate',
    figures: { ...figures, throttled, rssMiB: Math.round(rssMiB) },
    ratios: {
      own: rounded(own / ownSecondsAtMost),
      memory: rounded(rssMiB / memoryAtMostMiB),
      card: rounded(bytes / cardAtMostBytes),
    },
  };
};

function figuresOf({ requests, clusters, ownSeconds, seconds, bytes }: Asked): Record<string, number> {
  return { requests, apiServers: clusters, ownSeconds: rounded(ownSeconds), seconds: rounded(seconds), bytes };
}

function note(said: string, clusters: number, { requests, ownSeconds, seconds, summary }: Asked): void {
  console.error(
    `${said} at ${clusters} clusters: ${requests} requests, ${rounded(ownSeconds)} s of ${rounded(seconds)} s own. ${summary}`,
  );
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
