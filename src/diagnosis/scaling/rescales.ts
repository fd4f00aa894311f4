import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';

/** How often an autoscaler changed its workload's size lately, and the newest events that tell of each direction. */
export interface Rescales {
  up: number;
  down: number;
  quotes: EventFact[];
}

const size = /^New size: (\d{1,6}); reason: (.*)$/s;
const recentMs = 3_600_000;

/** Counts the events SuccessfulRescale of the last hour; the controller says why, and from that which way. */
export function rescalesIn(events: readonly EventFact[], now: Date): Rescales {
  const found = { up: 0, down: 0, quotes: [] as EventFact[] };
  for (const event of events) {
    const [, , reason = ''] = size.exec(event.message) ?? [];
    if (event.reason !== 'SuccessfulRescale' || now.getTime() - event.lastAt.getTime() > recentMs) continue;
    const way = /above target|more than/.test(reason)
      ? 'up'
      : /below target|less than|fewer/.test(reason)
        ? 'down'
        : undefined;
    if (!way) continue;
    if (found[way] === 0) found.quotes.push(event);
    found[way] += Math.max(1, event.count);
  }
  return found;
}
