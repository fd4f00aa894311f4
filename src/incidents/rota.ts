import type { Person } from '../model/incident.ts';
import { containsTime, type TimeInterval } from '../model/time/time-interval.ts';
import { dateNumber, dateOfNumber, instantOf, type LocalDate, localTime } from '../model/time/zoned-time.ts';

/** People who take turns of equal length, one after the other. */
export interface RotaLayer {
  people: readonly Person[];
  /** Days of a turn. */
  everyDays: number;
  /** The day on which the first person's first turn begins. */
  start: LocalDate;
  /** When a turn passes on: minutes since midnight by the rota's clock. */
  handoffMinute: number;
  /** When the layer counts at all; always without it. */
  only?: readonly TimeInterval[] | undefined;
}

/** Somebody who stands in from one instant until before another. */
export interface RotaOverride {
  person: Person;
  from: Date;
  until: Date;
}

/** Who is on call, in layers: a later one covers those before it, an override covers all, the last one wins. */
export interface Rota {
  name: string;
  /** IANA time zone of its hand-overs. */
  location: string;
  layers: readonly RotaLayer[];
  overrides: readonly RotaOverride[];
}

/** Who is on call, why, and until when the turn lasts; a layer that counts from 1. */
export type OnCall =
  | { person: Person; reason: 'override'; until: Date }
  | { person: Person; reason: 'layer'; layer: number; until: Date }
  | { person: undefined; reason: 'nobody' };

/** Who is on call now. */
export function onCall(rota: Rota, now: Date): OnCall {
  const override = rota.overrides.findLast(({ from, until }) => from <= now && now < until);
  if (override) return { person: override.person, reason: 'override', until: override.until };
  for (let index = rota.layers.length - 1; index >= 0; index--) {
    const layer = rota.layers[index];
    const turn = layer && turnOf(layer, rota.location, now);
    if (turn) return { ...turn, reason: 'layer', layer: index + 1 };
  }
  return { person: undefined, reason: 'nobody' };
}

function turnOf(layer: RotaLayer, zone: string, now: Date): { person: Person; until: Date } | undefined {
  if (layer.only && !layer.only.some((it) => containsTime(it, now))) return undefined;
  const today = dateNumber(localTime(now, zone));
  // Instants are compared, not clock times: a clock that is put back shows the hour of the hand-over twice.
  const passed = now >= instantOf(dateOfNumber(today), layer.handoffMinute, zone);
  const first = dateNumber(layer.start);
  const turn = Math.floor((today - (passed ? 0 : 1) - first) / layer.everyDays);
  const person = turn < 0 ? undefined : layer.people[turn % layer.people.length];
  if (!person) return undefined;
  return { person, until: instantOf(dateOfNumber(first + (turn + 1) * layer.everyDays), layer.handoffMinute, zone) };
}
