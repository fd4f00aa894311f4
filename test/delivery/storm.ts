import { pino } from 'pino';
import { alertsConfig } from '../../src/incidents/alerts-config.ts';
import { createDoor } from '../../src/incidents/door.ts';
import { openSources } from '../../src/incidents/open-sources.ts';
import { wantSorting } from '../../src/incidents/pipeline/sort-alerts.ts';
import { storeInbox } from '../../src/incidents/store-inbox.ts';
import { entraTenant } from '../../src/incidents/verify/entra-trust.ts';
import type { Message } from '../incidents/pipeline/channel.ts';
import { ops, startPipeline } from '../incidents/pipeline/start-pipeline.ts';
import { overBudget } from './over-budget.ts';

/** So many alerts, all of different things, evenly over so many milliseconds; 0: at once. */
export interface Storm {
  alerts: number;
  overMs: number;
  /** Alerts of one request. */
  batch: number;
  /** File of the database. */
  path: string;
}

/** What came of a storm. */
export interface StormResult {
  refused: number;
  /** Critical alerts, those of them with a card, and the longest time from a request to its card in milliseconds. */
  criticals: number;
  criticalCards: number;
  slowestCriticalMs: number;
  /** Cards that are no digest. */
  cards: number;
  /** Incidents that the digest's card counts, and those that it should. */
  inDigest: number;
  digestShows: string;
  overBudget: string[];
  sends: number;
  rssMb: number;
  wallSeconds: number;
}

const trust = { entra: entraTenant('t1'), anonymous: true };
const groupWaitMs = 30_000;
const criticals = 40;

/** Sends a storm through the door into a channel, by a driven clock. */
export async function runStorm({ alerts, overMs, batch, path }: Storm): Promise<StormResult> {
  const begun = performance.now();
  const run = await startPipeline({ route: { group_by: ['pod'], group_wait: `${groupWaitMs / 1000}s` } }, path);
  const { clock, store, teams } = run;
  const door = createDoor({
    sources: openSources(alertsConfig.parse({ sources: { alertmanager: {} } }), trust, clock),
    inbox: storeInbox(store, { mostWaiting: 20_000, also: (writing, { at }) => wantSorting(writing, at) }),
    clock,
    log: pino({ level: 'silent' }),
  });
  const came = new Map<string, number>();
  let [refused, rss] = [0, 0];
  const requests = Math.ceil(alerts / batch);
  for (let n = 0; n < requests; n++) {
    const them = Array.from({ length: Math.min(batch, alerts - n * batch) }, (_, at) =>
      alertOf(n * batch + at, alerts),
    );
    for (const { labels } of them) if (labels.severity === 'critical') came.set(labels.pod, clock.now().getTime());
    const answer = await door.knock(knock(them));
    if (answer.status !== 202) refused++;
    if (overMs > 0) await run.passesExactly(overMs / requests);
    rss = Math.max(rss, process.memoryUsage.rss());
  }
  for (let past = 0; past < groupWaitMs + 60_000; past += 5_000) {
    await run.passesExactly(5_000);
    rss = Math.max(rss, process.memoryUsage.rss());
  }
  const posts = teams.messages(ops);
  const waits = [...came].map(([pod, at]) => waited(posts, pod, at)).filter((it) => it !== undefined);
  const digests = posts.filter(({ summary }) => summary.startsWith('Storm'));
  const cards = posts.length - digests.length;
  const sends = [...teams.sends.values()].flat().length;
  const result = {
    ...{ refused, criticals: came.size, criticalCards: waits.length, slowestCriticalMs: Math.max(...waits) },
    ...{ cards, inDigest: alerts - cards, digestShows: digests.map(({ summary }) => summary).join(' | ') },
    ...{ overBudget: overBudget(teams.sends.values()).slice(0, 3), sends },
    ...{ rssMb: Math.round(rss / 2 ** 20), wallSeconds: Math.round((performance.now() - begun) / 100) / 10 },
  };
  await run.close();
  return result;
}

function alertOf(n: number, all: number) {
  const isCritical = n % Math.ceil(all / criticals) === 0;
  const labels = {
    alertname: isCritical ? 'Outage' : 'Down',
    pod: `pod-${n}`,
    severity: isCritical ? 'critical' : 'warning',
  };
  return { status: 'firing', labels, annotations: { summary: `pod-${n} is down` }, fingerprint: `f${n}` };
}

function knock(alerts: readonly object[]) {
  const bytes = Buffer.from(JSON.stringify({ version: '4', status: 'firing', alerts }));
  const headers = { 'content-type': 'application/json' };
  return { source: 'alertmanager', method: 'POST', headers, query: '', read: async () => bytes };
}

function waited(posts: readonly Message[], pod: string, since: number): number | undefined {
  const card = posts.find(({ summary }) => summary.endsWith(`· ${pod} is down`));
  return card && card.at - since;
}
