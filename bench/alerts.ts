import { readFileSync } from 'node:fs';
import type { Contender } from './alerts/contender.ts';
import { type Load, load } from './alerts/load.ts';
import { measureCards } from './alerts/measure-cards.ts';
import { measureKill } from './alerts/measure-kill.ts';
import { quantile } from './alerts/quantile.ts';
import { startAlertmanager } from './alerts/start-alertmanager.ts';
import { startOurs } from './alerts/start-ours.ts';
import { uniqueAlerts } from './alerts/unique-alerts.ts';
import type { Bench } from './run.ts';
import { startConnector } from './turn/start-connector.ts';
import { startProcess } from './turn/start-process.ts';

const rounds = Number(process.env.ROUNDS ?? 5);
const cards = Number(process.env.CARDS ?? 100);
const share = Number(process.env.SHARE ?? 1);
const spells = {
  single: { requests: Math.ceil(8_000 * share), batch: 1, connections: 16 },
  batch100: { requests: Math.ceil(300 * share), batch: 100, connections: 4 },
} as const;
const wanted = (['single', 'batch100'] as const).filter((it) => (process.env.ONLY ?? it).split(',').includes(it));

/** One spell of one contender. */
interface Measured extends Load {
  alerts: number;
  /** From the first request until nothing was left to do. */
  workSeconds: number;
}

/**
 * Alerts a second over HTTP, all unique, into our app (on disk before the answer, sorted meanwhile) and into Debian's
 * Alertmanager, alternating in one run after a warm-up of each; what both still have after kill -9; and the time from an
 * alert to its card. No spell begins before we have sorted everything. ROUNDS, SHARE (of a spell's requests), CARDS,
 * ONLY=<spells>, ALERTMANAGER=<binary> and CPU_PROF=<folder> are for looking closer.
 */
export const bench: Bench = async () => {
  const azure = await startProcess('canned-azure.ts', {});
  const connector = await startConnector();
  const ours = await startOurs({
    ...{ azure: azure.url, connector: connector.url },
    incidents: { channel: '19:bench@thread.tacv2' },
  });
  const theirs = await startAlertmanager();
  if (!theirs) console.error('Alertmanager is not here to compare with: apt-get install prometheus-alertmanager');
  const contenders = [ours, ...(theirs ? [theirs] : [])];
  const figures: Record<string, number> = {};
  const ratios: Record<string, number> = {};
  try {
    for (const it of contenders) for (const spell of wanted) await measure(it, spell);
    for (const spell of wanted) {
      const all = new Map(contenders.map((it) => [it.name, [] as Measured[]]));
      for (let round = 1; round <= rounds; round++) {
        for (const it of contenders) {
          const measured = await measure(it, spell);
          all.get(it.name)?.push(measured);
          console.error(`${spell} ${round}: ${it.name} ${Math.round(measured.alerts / measured.seconds)} alerts/s`);
        }
      }
      for (const [name, loads] of all) Object.assign(figures, figuresOf(`${name}.${spell}`, loads));
      const mine = all.get('ours') ?? [];
      figures[`ours.${spell}.sortedPerSecond`] = Math.round(median(mine.map((it) => it.alerts / it.workSeconds)));
      const them = all.get('alertmanager');
      if (them) ratios[spell] = rounded(median(mine.map((it, round) => rate(it) / rate(them[round] ?? it))));
    }
    for (const it of contenders) figures[`${it.name}.rssMb`] = residentMb(it.pid());
    for (const it of process.env.CPU_PROF ? [] : contenders) {
      const { acknowledged, left } = await measureKill(it, spells.single.requests);
      figures[`${it.name}.acknowledgedBeforeKill`] = acknowledged;
      figures[`${it.name}.leftAfterKill`] = left;
    }
    if (cards > 0) {
      const waits = await measureCards(cards, azure.url);
      figures.alertToCardP50Ms = rounded(quantile(waits, 0.5));
      figures.alertToCardP95Ms = rounded(quantile(waits, 0.95));
      ratios.alertToCard = rounded(quantile(waits, 0.95) / 300);
    }
  } finally {
    await Promise.all([...contenders.map((it) => it.stop()), azure.stop(), connector.close()]);
  }
  return { bench: 'alerts', figures, ratios };
};

async function measure(contender: Contender, spell: keyof typeof spells): Promise<Measured> {
  const { requests, batch, connections } = spells[spell];
  const bodies = Array.from({ length: requests }, () => contender.body(uniqueAlerts(batch)));
  const { port, path, headers } = contender;
  const started = performance.now();
  const loaded = await load({ port, path, headers, bodies, connections });
  await contender.settled();
  return { ...loaded, alerts: requests * batch, workSeconds: (performance.now() - started) / 1000 };
}

function figuresOf(name: string, loads: readonly Measured[]): Record<string, number> {
  const latencies = loads.flatMap((it) => it.latencies);
  return {
    [`${name}.perSecond`]: Math.round(median(loads.map(rate))),
    [`${name}.p50Ms`]: rounded(quantile(latencies, 0.5)),
    [`${name}.p99Ms`]: rounded(quantile(latencies, 0.99)),
  };
}

function rate({ alerts, seconds }: Measured): number {
  return alerts / seconds;
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024);
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
