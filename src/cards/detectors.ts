import type { Button, Card } from '../model/card.ts';
import type { DetectorReport } from '../model/detector.ts';
import type { DetectorRun } from '../model/detector-run.ts';
import { actionsOf } from './actions.ts';
import { detectorStatusWord, firstLine, insightLines, tableLines } from './detector-lines.ts';
import { detectorVerdict, isTrouble } from './detector-verdict.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { resourceLink } from './portal-link.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { rowPress } from './row-press.ts';
import { said } from './said.ts';
import { some } from './some.ts';
import { verdictStyle } from './verdict-style.ts';
import { clockTime } from './when.ts';

/** What the card shows beside the run itself. */
export interface DetectorsOnCard {
  now: Date;
  /** The category as people call it, where one was asked for. */
  category?: string | undefined;
  /** For each check that is no pass, in the run's order: leads to all that it says. */
  rows: readonly (Button | undefined)[];
  buttons: readonly Button[];
}

/** A check that finds more is read in the portal. */
const mostInsights = 6;

/** The answer to "detect": AKS's own checks, those that warn first, those that passed folded; one check with all that it says. */
export function detectorsCard(run: DetectorRun, o: DetectorsOnCard): Card {
  const { level, sentence } = detectorVerdict(run, o.category);
  const isOne = 'check' in run.wish;
  return fitted(isOne ? 40 : 12, (most) =>
    render(
      'detectors',
      { ...viewOf(run, o, most), style: verdictStyle(level), verdict: said(sentence, 300) },
      sentence,
    ),
  );
}

function viewOf(run: DetectorRun, o: DetectorsOnCard, most: number) {
  const { cluster, window, reports, gaps } = run;
  const isOne = 'check' in run.wish;
  const told = reports.filter(isTold);
  const silent = reports.filter((it) => !isTold(it));
  const shown = some(isOne ? [] : told, most, (n) => `${counted(n, 'more check')} that did not pass`);
  const about = o.category === undefined ? '' : ` · ${plain(o.category, 80)}`;
  return {
    place: `AKS's own checks of ${plain(cluster.name, 80)}${about}`,
    rows: shown.shown.map((report, n) => rowOf(report, o.rows[n])),
    moreRows: shown.more,
    insights: isOne ? reports.slice(0, 1).flatMap((it) => insightsOf(it, most)) : [],
    passedHead: isOne || silent.length === 0 ? [] : [{ text: passedText(silent) }],
    passed: isOne ? [] : byCategory(silent, most),
    ...gapLines(gaps, reports.length === 0, Math.max(1, Math.min(8, most))),
    basis: `${reports.length === 0 ? 'Asked' : 'AKS made them'} at ${clockTime(run.at, o.now)} UTC, over ${clockTime(window.from, o.now)} to ${clockTime(window.to, o.now)} UTC.`,
    ...actionsOf([...o.buttons, { title: 'Open the cluster', url: resourceLink(cluster.id) }]),
  };
}

/** What a person is told of by itself; the rest is folded. */
function isTold(report: DetectorReport): boolean {
  return isTrouble(report) || report.status === 'info';
}

function rowOf(report: DetectorReport, button: Button | undefined) {
  const [insight] = report.insights;
  return {
    status: detectorStatusWord(report.status),
    color: isTrouble(report) ? 'Attention' : 'Default',
    name: said(report.name, 100),
    category: said(report.category, 80),
    message: said(insight?.message || report.statusText || report.description, 300),
    first: firstLine(insight),
    ...rowPress(button),
  };
}

function insightsOf(report: DetectorReport, most: number) {
  const { insights } = report;
  const all = insights.length > 0 ? insights : [{ status: report.status, message: '', details: [], solutions: [] }];
  const told = all.slice(0, mostInsights);
  return told.map((insight, n) => {
    const written = [...insightLines(insight), ...(n === told.length - 1 ? tableLines(report) : [])];
    const lines = some(written, most, (left) => `${counted(left, 'more line')}: see the portal`);
    return {
      status: detectorStatusWord(insight.status),
      color: isTrouble(insight) ? 'Attention' : 'Default',
      // The one thing that was found stands above already.
      message: said(told.length === 1 ? report.category : insight.message || report.description, 500),
      lines: lines.shown,
      more: lines.more,
    };
  });
}

function passedText(silent: readonly DetectorReport[]): string {
  const none = silent.filter(({ status }) => status === 'none').length;
  const passed = silent.length - none;
  const parts = [
    ...(passed > 0 ? [`${counted(passed, 'check')} passed`] : []),
    ...(none > 0 ? [`${counted(none, 'check')} had nothing to say`] : []),
  ];
  return parts.join(', ');
}

function byCategory(silent: readonly DetectorReport[], most: number): { category: string; names: string }[] {
  const groups = [...Map.groupBy(silent, ({ category }) => category)].sort(([a], [b]) => a.localeCompare(b));
  return groups.slice(0, Math.max(1, most)).map(([category, those]) => ({
    category: said(category, 80),
    names: said(those.map(({ name }) => name).join(', '), 1_200),
  }));
}
