import type { Button, Card } from '../model/card.ts';
import type { Series } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import { actionsOf } from './actions.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { rowPress } from './row-press.ts';
import { scopeLines } from './scope-lines.ts';
import { seriesChart } from './series-chart.ts';
import { some } from './some.ts';
import { type Level, verdictStyle } from './verdict-style.ts';

/** One practice, check or resource as a row. The texts are finished and safe to show. */
export interface PostureRow {
  mark?: string;
  color?: 'Attention' | 'Default';
  name: string;
  /** What stands out of it ("12 of 40 fail"). */
  flag?: string;
  lines: readonly string[];
  button?: Button | undefined;
}

/** What changed, a line each. */
export interface ChangeLines {
  /** "Since 24 Nov: 2 got worse, 1 got better". */
  title: string;
  lines: readonly { mark: string; color: 'Attention' | 'Default'; text: string }[];
}

/** What the cards about the posture of many resources are made of. The texts are finished and safe to show. */
export interface PostureView {
  level: Level;
  /** The answer in one line. */
  verdict: string;
  /** Lines under it. */
  states: readonly string[];
  /** What it is narrowed to, as it would be typed; empty where it is not. */
  filter: string;
  trend?: Series | undefined;
  changes?: ChangeLines | undefined;
  sections: readonly { title?: string; rows: readonly PostureRow[]; all?: number; noun: string }[];
  /** Further things to tell, a line each. */
  notes?: readonly string[];
  limited?: boolean;
  gaps: readonly (Gap | undefined)[];
  /** Unfolds what could not be read: it is the answer. */
  gapsOpen?: boolean;
  basis: string;
  buttons: readonly Button[];
  now: Date;
}

const mostRows = 18;
const mostChanges = 6;

/** A card about the posture of many resources: the score, how it went, what changed, and rows, worst first. */
export function postureCard(view: PostureView): Card {
  return fitted(mostRows, (most) => render('posture', viewOf(view, most), view.verdict));
}

function viewOf(view: PostureView, most: number) {
  const sections = view.sections.filter(({ rows }) => rows.length > 0);
  return {
    style: verdictStyle(view.level),
    verdict: view.verdict,
    states: view.states.map((text) => ({ text })),
    names: view.filter === '' ? [] : [{ text: view.filter }],
    charts: most > 0 ? trendChart(view.trend, view.now) : [],
    changes: changesOf(view.changes, Math.min(most, mostChanges)),
    sections: sections.map(({ title, rows, all = rows.length, noun }) => {
      const shown = rows.slice(0, most);
      const left = all - shown.length;
      return {
        titles: title === undefined ? [] : [{ text: title }],
        rows: shown.map(rowOf),
        more: left > 0 ? [{ text: counted(left, `more ${noun}`) }] : [],
      };
    }),
    notes: (view.notes ?? []).map((text) => ({ text })),
    scopes: scopeLines('resources', { limited: view.limited }),
    ...gapLines(view.gaps, view.gapsOpen ?? false, most),
    basis: view.basis,
    ...actionsOf(view.buttons),
  };
}

/** A trend's chart; one point is no trend. */
export function trendChart(trend: Series | undefined, now: Date) {
  return (trend?.lines[0]?.points.length ?? 0) > 1 ? seriesChart(trend, now) : [];
}

function changesOf(changes: ChangeLines | undefined, most: number) {
  if (!changes) return [];
  const { shown, more } = some(changes.lines, most, (n) => counted(n, 'more change'));
  return [{ title: changes.title, lines: shown.map((it) => ({ ...it, mark: `${it.mark}  ` })), more }];
}

function rowOf({ mark, color = 'Default', name, flag, lines, button }: PostureRow) {
  return {
    mark: mark === undefined ? ' ' : `${mark}  `,
    color,
    name,
    flag: flag === undefined ? ' ' : `: ${flag}`,
    lines: lines.map((text) => ({ text })),
    ...rowPress(button),
  };
}
