import type { Button, Card } from '../model/card.ts';
import type { Gap } from '../model/gap.ts';
import { actionsOf } from './actions.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted, grouped } from './quantity.ts';
import { render } from './render.ts';
import { rowPress } from './row-press.ts';
import { scopeLines } from './scope-lines.ts';
import { type Level, verdictStyle } from './verdict-style.ts';

/** How things stand, by how many. */
export interface StandingCounts {
  critical: number;
  warning: number;
  healthy: number;
  unknown: number;
}

/** One thing of a list: how it stands, which it is, and lines under it. The texts are finished and safe to show. */
export interface StandingRow {
  level: Level;
  name: string;
  /** What stands out of it, or what kind it is ("system"). */
  flag?: string;
  lines: readonly string[];
  button?: Button | undefined;
}

/** What the cards of the monitoring views are made of. The texts are finished and safe to show. */
export interface StandingList {
  level: Level;
  /** The answer in one line. */
  verdict: string;
  /** Lines under it: where it is, what it is narrowed to. */
  states: readonly string[];
  counts?: StandingCounts;
  /** Lines without a press, under a title. */
  groups?: { title: string; rows: readonly StandingRow[]; all: number; noun: string };
  rows: readonly StandingRow[];
  /** What the rows are called, one of them ("cluster"), how many there are in all, and how many were on the pages before. */
  noun: string;
  all: number;
  before: number;
  /** How they are sorted; "worst first" without it. */
  order?: string | undefined;
  gaps: readonly (Gap | undefined)[];
  gapsOpen?: boolean;
  limited?: boolean;
  basis: string;
  buttons: readonly Button[];
}

const labels = [
  ['critical', 'Attention'],
  ['warning', 'Default'],
  ['healthy', 'Default'],
  ['unknown', 'Default'],
] as const;

/** A card that lists things by how they stand, worst first: how many of each kind, then a page of rows. */
export function standingListCard(list: StandingList): Card {
  return fitted(8, (most) => render('standing-list', viewOf(list, most), list.verdict));
}

function viewOf(list: StandingList, most: number) {
  const { counts, groups, noun, before } = list;
  const rows = list.rows.slice(0, most);
  const left = list.all - before - rows.length;
  return {
    style: verdictStyle(list.level),
    verdict: plain(list.verdict, 300),
    states: list.states.slice(0, 1).map((text) => ({ text })),
    places: list.states.slice(1).map((text) => ({ text })),
    countRows: counts === undefined ? [] : [{ counts: countsOf(counts) }],
    sections: [
      ...(groups && groups.rows.length > 0 ? [section(groups.title, groups.rows.slice(0, most), groups)] : []),
      ...(rows.length > 0
        ? [
            {
              titles: [
                {
                  text: titleOf(list, rows.length),
                },
              ],
              rows: rows.map(rowOf),
              more: left > 0 ? [{ text: counted(left, `more ${noun}`) }] : [],
            },
          ]
        : []),
    ],
    scopes: scopeLines(`${noun}s`, list),
    ...gapLines(list.gaps, list.gapsOpen ?? false, most),
    basis: list.basis,
    ...actionsOf(list.buttons),
  };
}

/** "1 to 6 of 24 workloads, worst first". */
function titleOf({ all, before, noun, order = 'worst first' }: StandingList, shown: number): string {
  const page = all > shown ? `${grouped(before + 1)} to ${grouped(before + shown)} of ` : '';
  return `${page}${counted(all, noun)}${all > 1 ? `, ${order}` : ''}`;
}

function section(title: string, rows: readonly StandingRow[], { all, noun }: { all: number; noun: string }) {
  const left = all - rows.length;
  return {
    titles: [{ text: title }],
    rows: rows.map(rowOf),
    more: left > 0 ? [{ text: counted(left, `more ${noun}`) }] : [],
  };
}

function countsOf(counts: StandingCounts) {
  return labels.map(([label, color]) => ({
    count: grouped(counts[label]),
    label,
    color: counts[label] > 0 ? color : 'Default',
    isNone: counts[label] === 0,
  }));
}

const marks: Partial<Record<Level, { mark: string; color: string }>> = {
  attention: { mark: 'Critical  ', color: 'Attention' },
  warning: { mark: 'Warning  ', color: 'Default' },
  unknown: { mark: 'Unknown  ', color: 'Default' },
};

function rowOf({ level, name, flag, lines, button }: StandingRow) {
  return {
    ...(marks[level] ?? { mark: ' ', color: 'Default' }),
    name,
    flag: flag === undefined ? ' ' : `  ${flag}`,
    lines: lines.filter((text) => text !== '').map((text) => ({ text })),
    ...rowPress(button),
  };
}
