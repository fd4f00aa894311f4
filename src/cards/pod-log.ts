import type { Button, Card } from '../model/card.ts';
import type { Evidence, Window } from '../model/evidence.ts';
import type { Origin } from '../model/origin.ts';
import type { LogGroup, PodLog } from '../model/pod-log.ts';
import { actionsOf } from './actions.ts';
import { basisOf } from './basis.ts';
import { codeText } from './code-text.ts';
import { gapLines } from './gap-lines.ts';
import { kqlText } from './kql-text.ts';
import { fitted } from './measure.ts';
import { plain, plainLines } from './plain.ts';
import { resourceLink } from './portal-link.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { shortStamps } from './short-stamps.ts';
import { some } from './some.ts';
import { subjectPlace } from './subject-place.ts';
import { verdictStyle } from './verdict-style.ts';
import { ago, date } from './when.ts';

interface Options {
  now: Date;
  lines: number;
  buttons: Button[];
  /** The query for what is kept of this log. */
  kept?: { origin: Origin; window: Window } | undefined;
}

/** The answer to "logs": what errors it tells of, then the last lines, of the run that ended first. */
export function podLogCard(log: PodLog, o: Options): Card {
  return fitted(o.lines, (most) => render('pod-log', viewOf(log, o, most), verdictOf(log)));
}

function viewOf(log: PodLog, { now, buttons, kept }: Options, most: number) {
  const { subject, chosen, current, previous, errors } = log;
  const { kql, links } = kept
    ? kqlText(kept.origin, kept.window, ' for what is kept of it, in KQL')
    : { kql: [], links: [] };
  const shown = some(errors, Math.min(most, 4), (n) => `${counted(n, 'more kind')} of line`);
  return {
    style: verdictStyle(
      errors.some(({ level }) => level === 'error') || chosen.isTroubled
        ? 'warning'
        : current || previous
          ? 'info'
          : 'unknown',
    ),
    verdict: plain(verdictOf(log), 300),
    facts: chosen.state === '' ? [] : [{ text: plain(chosen.state, 200) }],
    place: `${subjectPlace(subject)} · container ${plain(chosen.container, 80)} of ${plain(chosen.pod, 120)}`,
    hasErrors: shown.shown.length > 0,
    errors: shown.shown.map(({ text, count, previous: isPrevious }) => ({
      count: count > 1 ? `${count}×  ` : '',
      hasCount: count > 1,
      text: plainLines(shortStamps([text]).lines[0] ?? text, 300, 2),
      source: isPrevious ? 'in the run before' : '',
      hasSource: isPrevious && current !== undefined,
    })),
    moreErrors: shown.more,
    runs: [
      ...run(previous, 'Before the restart', most, now),
      ...run(current, previous ? 'Since the restart' : 'Last lines', previous ? Math.ceil(most / 2) : most, now),
    ],
    kql,
    ...gapLines(log.gaps, current === undefined && previous === undefined, 4),
    basis: basisOf([current, previous], now),
    ...actionsOf([...buttons, ...links, { title: 'Open the cluster', url: resourceLink(subject.cluster.id) }]),
  };
}

function run(read: Evidence<string[]> | undefined, title: string, most: number, now: Date) {
  if (read === undefined) return [];
  const last = read.value.slice(-Math.max(most, 5));
  const left = read.value.length - last.length;
  if (last.length === 0) return [{ title, detail: ': nothing was written', from: 1, code: '–', more: [] }];
  const { lines, day } = shortStamps(last);
  const age = read.source.service === 'Log Analytics' ? `, the newest ${ago(read.at, now)}` : '';
  const times = day === undefined ? '' : `, times of ${date(new Date(day), now)} UTC`;
  return [
    {
      title,
      detail: `: ${left > 0 ? 'last ' : ''}${counted(lines.length, 'line')}${age}${times}`,
      ...codeText(lines, left + 1),
      more: left > 0 ? [{ text: `${counted(left, 'older line')} not shown` }] : [],
    },
  ];
}

function verdictOf({ chosen, current, previous, errors }: PodLog): string {
  const name = chosen.container;
  if (!current && !previous) return `${name} has left no log that can be read`;
  const read = (current?.value.length ?? 0) + (previous?.value.length ?? 0);
  if (read === 0) return `${name} has written nothing`;
  const [failed, warned] = (['error', 'warning'] as const).map((level) => errors.filter((it) => it.level === level));
  const found = [countOf(failed ?? [], 'error'), countOf(warned ?? [], 'warning')].filter(Boolean).join(' and ');
  return `${found === '' ? 'No errors' : found} in the last ${counted(read, 'line')} of ${name}`;
}

function countOf(groups: readonly LogGroup[], noun: string): string {
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return total === 0 ? '' : `${counted(total, noun)}${groups.length > 1 ? ` (${groups.length} kinds)` : ''}`;
}
