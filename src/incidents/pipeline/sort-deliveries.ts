import type { Alert } from '../../model/alert.ts';
import type { WaitingDelivery } from '../../store/deliveries.ts';
import type { Writing } from '../../store/writing.ts';
import { mayOpenIncident } from '../platform/platform-events.ts';
import { withFailure } from '../platform/with-failure.ts';
import { imageEvent } from '../registry/image-event.ts';
import { sources } from '../sources/index.ts';
import { heard, type Known } from './heard.ts';
import { type Joining, joinIncidents, lookAgain } from './join-incidents.ts';
import type { Pipeline } from './pipeline.ts';
import { slice } from './read-delivery.ts';
import { tellPlatform } from './tell-platform.ts';

/** Alerts of a delivery that are sorted now. */
export interface Taken {
  source: string;
  at: Date;
  alerts: readonly Alert[];
}

/**
 * Sources that tell in order, so that what they say last is true: those that are asked, and Alertmanager, which tells of
 * a group one time after the other. It says once that an alert of the old start fires again, and then not for hours.
 */
const inOrder = new Set([...sources.flatMap((it) => ('poll' in it ? [it.name] : [])), 'alertmanager']);

/** Sorts what waits into alerts and incidents, of the first delivery one slice at most, and notes how far it came. */
export async function sortDeliveries(
  waiting: readonly WaitingDelivery[],
  writing: Writing,
  pipeline: Pipeline,
  now: Date,
): Promise<void> {
  const taken: Taken[] = [];
  const done: number[] = [];
  for (const one of waiting) {
    const { id, source, at, sorted } = one;
    const all = pipeline.readDelivery(one);
    const end = taken.length === 0 ? sorted + slice : all.length;
    taken.push({ source, at, alerts: all.slice(sorted, end) });
    if (end < all.length) {
      // What came later is not sorted before the rest of it.
      await writing.noteSorted(id, end);
      break;
    }
    done.push(id);
  }
  for (const [source, some] of bySource(taken)) await sortSource(source, some, writing, pipeline, now);
  if (done.length > 0) await writing.dropDeliveries(done);
}

/** Sorts alerts of one source, in their order, with the jobs that follow from them. */
export async function sortSource(
  source: string,
  taken: readonly Taken[],
  writing: Writing,
  pipeline: Pipeline,
  now: Date,
): Promise<void> {
  const alerts = taken.flatMap(({ alerts: some, at }) => some.flatMap(withFailure).map((alert) => ({ alert, at })));
  await writing.images.putEvents(
    alerts.flatMap(({ alert }) => imageEvent(alert) ?? []),
    now,
  );
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
  await tellPlatform({ known: [...known.keys()].flatMap(withId), before, alerts }, { writing, pipeline, now });
  const { platformEvents } = pipeline.config;
  const opening = [...begun].flatMap(withId).filter(({ labels }) => mayOpenIncident(labels, platformEvents));
  await joinIncidents({ begun: opening, ended: [...ended].flatMap(withId) }, { writing, config: pipeline.config, now });
}

function bySource(taken: readonly Taken[]): Map<string, Taken[]> {
  const sources = new Map<string, Taken[]>();
  for (const it of taken) {
    const some = sources.get(it.source);
    if (some) some.push(it);
    else sources.set(it.source, [it]);
  }
  return sources;
}
