import type { Alert } from '../../model/alert.ts';
import type { KnownAlert } from '../../store/alerts.ts';
import { type Arrival, arrivalOf } from '../dedup.ts';
import type { InhibitRule } from '../inhibit.ts';
import { mayInhibit } from './renew-inhibition.ts';

/** An alert as it is known by now; it has no row yet when it is new. */
export type Known = Omit<KnownAlert, 'id'> & { id?: number };

/** What came of the alerts of one source. */
export interface Heard {
  /** What is known by now of those of which something was heard. */
  known: Map<string, Known>;
  /** Those that fire in an episode or under labels that no incident knows of yet. */
  begun: Set<string>;
  /** Those whose episode, or whose labels, are no longer what their incidents know. */
  ended: Set<string>;
}

/** An event is over by itself after this time, as in Alertmanager an alert of which nothing is heard (resolve_timeout). */
const resolveTimeoutMs = 5 * 60_000;

/**
 * Takes a source's alerts one after the other against what is known. An event (label kind="event") says that something
 * happened, and nobody will say that it is over: one that only informs opens nothing, any other ends by itself.
 */
export function heard(
  alerts: readonly { alert: Alert; at: Date }[],
  before: ReadonlyMap<string, KnownAlert>,
  o: { rules: readonly InhibitRule[]; lateWithinMs?: number },
): Heard {
  const result: Heard = { known: new Map(), begun: new Set(), ended: new Set() };
  for (const { alert: said, at } of alerts) {
    const alert = asEpisode(said, at);
    const { identity } = alert;
    const known: Known | undefined = result.known.get(identity) ?? before.get(identity);
    const arrival = arrivalOf(alert, known, {
      now: at,
      ...(o.lateWithinMs !== undefined && { lateWithinMs: o.lateWithinMs }),
    });
    const next = after(alert, at, known, arrival);
    if (!next) continue;
    result.known.set(identity, { ...next, inhibits: mayInhibit(o.rules, next.labels) });
    const relabelled = arrival.is === 'changed' && arrival.fields.includes('labels');
    if (arrival.is === 'new' || arrival.is === 'fired-again' || relabelled) result.begun.add(identity);
    if (arrival.is === 'resolved' || arrival.is === 'fired-again' || relabelled) result.ended.add(identity);
  }
  return result;
}

function asEpisode(alert: Alert, at: Date): Alert {
  if (alert.labels.kind !== 'event' || alert.status === 'resolved') return alert;
  if (alert.severity === 'info') return { ...alert, status: 'resolved', endsAt: alert.startsAt };
  return { ...alert, endsAt: new Date(at.getTime() + resolveTimeoutMs) };
}

/** What is known after an arrival; undefined when it says nothing that is to be kept. */
function after(alert: Alert, at: Date, known: Known | undefined, { is }: Arrival): Omit<Known, 'inhibits'> | undefined {
  if (is === 'late') return undefined;
  const id = known?.id === undefined ? {} : { id: known.id };
  if (!known || is === 'new' || is === 'fired-again' || is === 'resolved-unknown') {
    return { ...alert, ...id, receivedAt: at, heardAt: at, times: 1 };
  }
  const times = known.times + 1;
  if (is === 'repeated') {
    const { endsAt } = alert;
    return { ...known, heardAt: at, times, ...(endsAt && { endsAt }) };
  }
  return { ...alert, ...id, receivedAt: known.receivedAt, heardAt: at, times };
}
