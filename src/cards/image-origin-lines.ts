import type { ImageEvent } from '../model/image-event.ts';
import type { ImageReport } from '../model/image-report.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { ago } from './when.ts';

const ways: Readonly<Record<ImageEvent['source'], string>> = {
  'event-grid': 'Event Grid',
  acr: "The registry's webhook",
};
const done: Readonly<Record<ImageEvent['action'], string>> = { push: 'pushed', import: 'imported', delete: 'deleted' };
const mostTold = 3;

/** Who pushed, imported, deleted and pulled it and when, a line a source that told of it; nothing where none did. */
export function imageOriginLines({ origin, heard = [] }: ImageReport, now: Date): { text: string }[] {
  const bySource = Map.groupBy(heard, ({ source }) => source);
  const told = [...bySource].map(([source, events]) => ({ text: `${ways[source]}: ${toldOf(events, now)}` }));
  return [...logLine(origin, now), ...told];
}

/** One event of a registry in words: "Event Grid: deleted 2 h ago by ann". */
export function imageEventSaid(event: ImageEvent, now: Date): string {
  return `${ways[event.source]}: ${toldOf([event], now)}`;
}

function logLine(origin: ImageReport['origin'], now: Date): { text: string }[] {
  if (!origin) return [];
  const { pushed, imported, pulled, days } = origin.value;
  const by = (it: { by?: string }) => (it.by === undefined ? '' : ` by ${plain(it.by, 80)}`);
  const parts = [
    ...(imported ? [`imported ${ago(imported.at, now)}${by(imported)}`] : []),
    ...(pushed ? [`pushed ${ago(pushed.at, now)}${by(pushed)}`] : []),
    pulled
      ? `last pulled ${ago(pulled.at, now)} (${counted(pulled.times, 'time')} in ${days} days)`
      : `not pulled in ${days} days`,
  ];
  return [{ text: `The registry's log: ${parts.join(' · ')}` }];
}

function toldOf(events: readonly ImageEvent[], now: Date): string {
  // The newest of them say most: what was pushed lately, or deleted.
  const shown = events.slice(-mostTold);
  const more = events.length - shown.length;
  return [
    ...(more > 0 ? [`${more} earlier`] : []),
    ...shown.map(({ action, tag, at, by, client }) => {
      const who = by === undefined ? '' : ` by ${plain(by, 80)}`;
      const how = client === undefined ? '' : ` with ${plain(client, 60)}`;
      return `${done[action]}${tag === '' ? '' : ` as ${plain(tag, 60)}`} ${ago(at, now)}${who}${how}`;
    }),
  ].join(' · ');
}
