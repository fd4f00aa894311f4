import type { Button, Card } from '../model/card.ts';
import type { FoundLine, LogSearch } from '../model/log-search.ts';
import { actionsOf } from './actions.ts';
import { basisOf } from './basis.ts';
import { codeText } from './code-text.ts';
import { gapLines } from './gap-lines.ts';
import { kqlText } from './kql-text.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { subjectPlace } from './subject-place.ts';
import { verdictStyle } from './verdict-style.ts';
import { clockTime, date, duration } from './when.ts';

/** The answer to "logs" with a time or a text: what was kept of the log, the newest lines at the end. */
export function logSearchCard(search: LogSearch, o: { now: Date; lines: number; buttons: Button[] }): Card {
  return fitted(o.lines, (most) => render('log-search', viewOf(search, o, most), verdictOf(search, o.now)));
}

function viewOf(search: LogSearch, { now, buttons }: { now: Date; buttons: Button[] }, most: number) {
  const { subject, window, lines, gaps } = search;
  const { kql, links } = kqlText(lines?.source, window);
  return {
    style: verdictStyle(lines === undefined ? 'unknown' : 'info'),
    verdict: plain(verdictOf(search, now), 300),
    place: `${subjectPlace(subject)} · ${span(search, now)}`,
    lines: linesView(search, most, now),
    kql,
    ...gapLines(gaps, lines === undefined, 4),
    basis: basisOf([lines], now),
    ...actionsOf([...buttons, ...links]),
  };
}

function linesView({ lines, isCut }: LogSearch, most: number, now: Date) {
  const all = lines?.value ?? [];
  if (all.length === 0) return [];
  const last = all.slice(-Math.max(most, 5));
  const left = all.length - last.length;
  const pods = new Set(last.map(({ pod }) => pod));
  const containers = new Set(last.map(({ container }) => container));
  const [only] = pods.size === 1 ? pods : [];
  return [
    {
      title: left > 0 ? `Last ${counted(last.length, 'line')}` : counted(last.length, 'line'),
      detail: `: ${only === undefined ? `of ${counted(pods.size, 'pod')}` : `of ${plain(only, 80)}`}, times in UTC${dayOf(last, now)}`,
      ...codeText(
        last.map((it) => textOf(it, { pods: pods.size > 1, containers: containers.size > 1 })),
        left + 1,
      ),
      more:
        left > 0 || isCut
          ? [
              {
                text: isCut
                  ? 'Older lines were not read: ask for a shorter time'
                  : `${counted(left, 'older line')} not shown`,
              },
            ]
          : [],
    },
  ];
}

/** The line with the time of day, and with the end of its pod's name where several wrote. */
function textOf({ at, pod, container, text }: FoundLine, several: { pods: boolean; containers: boolean }): string {
  const time = at.toISOString().slice(11, 19);
  const from = [
    ...(several.pods ? [`…${pod.split('-').at(-1)}`] : []),
    ...(several.containers ? [container] : []),
  ].join(' ');
  // Most programs write the time themselves.
  const line = text.replace(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\s+/, '');
  return `${time} ${from === '' ? '' : `${from} `}${line.replaceAll(/\s*\n\s*/g, ' ')}`;
}

function dayOf(lines: readonly FoundLine[], now: Date): string {
  const days = new Set(lines.map(({ at }) => date(at, now)));
  return days.size > 1 ? ` of ${[...days].slice(0, 3).join(', ')}` : '';
}

function span({ window }: LogSearch, now: Date): string {
  return `${clockTime(window.from, now)} to ${clockTime(window.to, now)} UTC`;
}

function verdictOf(search: LogSearch, now: Date): string {
  const { subject, lines, containing, isCut } = search;
  const text = containing === undefined ? '' : ` with "${plain(containing, 80)}"`;
  if (!lines) return `The lines of ${subject.name} could not be read`;
  const count = lines.value.length;
  const times = count === 0 ? 'No lines' : `${isCut ? 'At least ' : ''}${counted(count, 'line')}`;
  const newest = lines.value.at(-1);
  const last = newest && containing !== undefined ? `, the last at ${clockTime(newest.at, now)} UTC` : '';
  const ms = search.window.to.getTime() - search.window.from.getTime();
  return `${times}${text} of ${subject.name} in the last ${duration(ms)}${last}`;
}
