import { healthyPods } from './healthy-pods.ts';
import { type ApiObject, mapStrings, type RecordedCase, type Transformation } from './recorded-case.ts';
import { renameEverything } from './rename.ts';
import { shiftTimes } from './shift-times.ts';

const shuffle: Transformation = {
  name: 'shuffled',
  apply: (recorded, random) => withItems(recorded, shuffled(recorded.kubernetes.items, random)),
};

const addHealthy: Transformation = {
  name: '200 healthy pods more',
  apply: (recorded) => withItems(recorded, [...recorded.kubernetes.items, ...healthyPods(recorded, 200)]),
};

/** The clock, and with it the times that are written in logs and messages: on that day they would have been of that day. */
const shiftClock: Transformation = {
  name: 'another day',
  apply: (recorded) => mapStrings(recorded, shiftTimes),
};

const dropOldEvents: Transformation = {
  name: 'without the older half of the events',
  apply(recorded) {
    const { items } = recorded.kubernetes;
    const times = items
      .filter(({ kind }) => kind === 'Event')
      .map(timeOf)
      .sort((a, b) => a - b);
    const middle = times[Math.floor(times.length / 2)] ?? 0;
    return withItems(
      recorded,
      items.filter((it) => it.kind !== 'Event' || timeOf(it) >= middle),
    );
  },
};

/** All of them. */
export const transformations: readonly Transformation[] = [
  shuffle,
  renameEverything,
  addHealthy,
  shiftClock,
  dropOldEvents,
];

function withItems(recorded: RecordedCase, items: ApiObject[]): RecordedCase {
  return { ...recorded, kubernetes: { ...recorded.kubernetes, items } };
}

function timeOf(event: ApiObject): number {
  return Date.parse(String(event.lastTimestamp ?? event.eventTime ?? event.firstTimestamp ?? 0)) || 0;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
