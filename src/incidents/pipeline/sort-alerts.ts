import type { Delivery } from '../../store/deliveries.ts';
import type { Writing } from '../../store/writing.ts';
import { sources } from '../sources/index.ts';
import { heard, type Known } from './heard.ts';
import { type Joining, joinIncidents, lookAgain } from './join-incidents.ts';
import { type Pipeline, tasks } from './pipeline.ts';

/** So many deliveries are looked at in one transaction, and no more of them than make so many alerts. */
const atOnce = { deliveries: 100, alerts: 500 } as const;

/**
 * Sources that tell in order, so that what they say last is true: those that are asked, and Alertmanager, which tells of
 * a group one time after the other. It says once that an alert of the old start fires again, and then not for hours.
 */
const inOrder = new Set([...sources.flatMap((it) => ('poll' in it ? [it.name] : [])), 'alertmanager']);

/** After so many failures, about a minute, each delivery is sorted alone, to find the one that cannot be. */
const mostTries = 5;

type Taken = Delivery & { id: number };

/**
 * Job: sorts the oldest deliveries into alerts and incidents, in one transaction with the jobs that follow from it.
 * What is left wants the same job again. `attempts` counts this one.
 */
export async function sortAlerts(pipeline: Pipeline, attempts = 1): Promise<void> {
  const now = pipeline.clock.now();
  if (attempts > mostTries) await sortEach(pipeline, now);
  await pipeline.store.together(now, async (writing) => {
    await sortTaken(fewEnough(await writing.oldestDeliveries(atOnce.deliveries)), writing, pipeline, now);
    if (await writing.hasDeliveries()) await wantSorting(writing, now, pipeline.rushMs?.(now));
  });
  pipeline.wake();
}

async function sortTaken(taken: readonly Taken[], writing: Writing, pipeline: Pipeline, now: Date): Promise<void> {
  if (taken.length === 0) return;
  for (const [source, deliveries] of bySource(taken)) await sortSource(source, deliveries, writing, pipeline, now);
  await writing.dropDeliveries(taken.map(({ id }) => id));
}

/**
 * Sorts deliveries one by one. One that cannot be sorted, though the database takes it as a body for a look, is put aside
 * there: else it would keep back all that came after it, for ever.
 */
async function sortEach(pipeline: Pipeline, now: Date): Promise<void> {
  const { store, log } = pipeline;
  for (const one of await store.together(now, (writing) => writing.oldestDeliveries(atOnce.deliveries))) {
    try {
      await store.together(now, (writing) => sortTaken([one], writing, pipeline, now));
    } catch (error) {
      const { id, source, at, alerts } = one;
      await store.together(now, async (writing) => {
        const body = JSON.stringify(alerts);
        await writing.refuseDelivery({ source, at, reason: 'could not be sorted', body });
        await writing.dropDeliveries([id]);
      });
      log.error({ error, source, alerts: alerts.length }, 'alerts could not be sorted, and were put aside');
    }
  }
}

/** Wants what the sources sent looked at, after a pause in milliseconds when more is about to come. */
export async function wantSorting(writing: Writing, now: Date, pauseMs = 0): Promise<void> {
  const runAt = new Date(now.getTime() + pauseMs);
  await writing.enqueue({ task: tasks.sort, key: 'inbox', payload: {}, runAt, lane: 'urgent' });
}

async function sortSource(
  source: string,
  deliveries: readonly Delivery[],
  writing: Writing,
  pipeline: Pipeline,
  now: Date,
): Promise<void> {
  const alerts = deliveries.flatMap(({ alerts: some, at }) => some.map((alert) => ({ alert, at })));
  const before = await writing.knownAlerts(source, [...new Set(alerts.map(({ alert }) => alert.identity))]);
  const { known, begun, ended } = heard(alerts, before, {
    rules: pipeline.config.inhibitRules,
    ...(inOrder.has(source) && { lateWithinMs: 0 }),
  });
  const didInhibit = [...before.values()].some(({ inhibits }) => inhibits);
  const ids = await writing.saveAlerts(source, [...known.values()], didInhibit);
  const heardAgain = [...known.keys()].flatMap((identity) => before.get(identity)?.id ?? []);
  await lookAgain(await writing.quietIncidentsOf(heardAgain), writing, now);
  const withId = (identity: string): Joining[] => {
    const it: Known | undefined = known.get(identity);
    const id = ids.get(identity);
    return it && id !== undefined ? [{ ...it, id }] : [];
  };
  await joinIncidents(
    { begun: [...begun].flatMap(withId), ended: [...ended].flatMap(withId) },
    { writing, config: pipeline.config, now },
  );
}

/** As many as make not too many alerts, and one at least. */
function fewEnough<D extends Delivery>(waiting: readonly D[]): D[] {
  let alerts = 0;
  return waiting.filter((it, index) => {
    alerts += it.alerts.length;
    return index === 0 || alerts <= atOnce.alerts;
  });
}

function bySource<D extends Delivery>(deliveries: readonly D[]): Map<string, D[]> {
  const sources = new Map<string, D[]>();
  for (const it of deliveries) sources.set(it.source, [...(sources.get(it.source) ?? []), it]);
  return sources;
}
