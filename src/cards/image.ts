import type { Button, Card } from '../model/card.ts';
import type { ImageReport } from '../model/image-report.ts';
import { actionsOf } from './actions.ts';
import { basisOf } from './basis.ts';
import { gapLines } from './gap-lines.ts';
import { imageOriginLines } from './image-origin-lines.ts';
import { placeRows } from './image-places.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted, grouped } from './quantity.ts';
import { render } from './render.ts';
import { some } from './some.ts';
import { verdictStyle } from './verdict-style.ts';
import { severityCounts, vulnerabilityRow } from './vulnerability-row.ts';
import { ago, date } from './when.ts';

/** The answer to "scan image": the verdict, counts by severity, where it runs, the worst findings first. */
export function imageCard(report: ImageReport, o: { now: Date; buttons: Button[] }): Card {
  return fitted(8, (most) => render('image', viewOf(report, o, most), report.verdict.sentence));
}

function viewOf(report: ImageReport, { now, buttons }: { now: Date; buttons: Button[] }, most: number) {
  const { scan, running, unscannedWhy } = report;
  const cves = some(scan?.value.vulnerabilities ?? [], most, (n) => `${counted(n, 'more finding')}, less urgent`);
  const steps = some(
    report.suggestions.filter(({ text }) => text !== unscannedWhy?.next),
    Math.min(most, 4),
  );
  const places = some(running?.value ?? [], Math.min(most, 6), (n) => counted(n, 'more workload'));
  return {
    style: verdictStyle(report.verdict.level),
    verdict: plain(report.verdict.sentence, 300),
    image: plain(`${report.registry}/${report.repository}${report.tag ? `:${report.tag}` : ''}`, 200),
    when: whenLine(report, now),
    unscanned: unscannedWhy ? [{ text: plain(unscannedWhy.why, 300), next: plain(unscannedWhy.next, 400) }] : [],
    hasCounts: scan !== undefined,
    origins: imageOriginLines(report, now),
    counts: severityCounts(report.counts),
    countNotes: countNotes(report),
    hasSteps: steps.shown.length > 0,
    steps: steps.shown.map(({ text }, i) => ({
      mark: steps.shown.length > 1 ? `${i + 1}. ` : '→ ',
      text: plain(text, 400),
    })),
    moreSteps: steps.more,
    places: placeRows(places.shown, now),
    morePlaces: places.more,
    placesNote: placesNote(running?.value),
    hasCves: cves.shown.length > 0,
    cves: cves.shown.map(vulnerabilityRow),
    moreCves: cves.more,
    ...gapLines([...report.gaps, scan?.gap, running?.gap], scan === undefined, most),
    basis: basisOf([scan, running, report.origin], now),
    ...actionsOf(buttons),
  };
}

function whenLine({ digest, pushedAt, scan }: ImageReport, now: Date): string {
  const scanned = scan?.value.lastScannedAt;
  return [
    plain(digest, 19),
    pushedAt ? `pushed ${date(pushedAt, now)} (${ago(pushedAt, now)})` : 'push time unknown',
    ...(scan === undefined ? [] : [scanned ? `scanned ${ago(scanned, now)}` : 'scan time unknown']),
  ].join(' · ');
}

function countNotes({ scan, counts, fixable, trend }: ImageReport): { text: string }[] {
  if (scan === undefined) return [];
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [
    ...(trend
      ? [
          {
            text: `Since ${plain(trend.tag ?? trend.digest.slice(0, 19), 60)}: ${trend.fresh} new, ${trend.fixed} fixed, ${trend.unchanged} unchanged.`,
          },
        ]
      : []),
    ...(all > 0
      ? [
          {
            text: `${fixable === 0 ? 'None' : `${grouped(fixable)} of ${grouped(all)}`} can be fixed by an update${counts.Unknown > 0 ? `; ${counts.Unknown} of unknown severity` : ''}.`,
          },
        ]
      : []),
    ...(scan.value.form === 'legacy'
      ? [{ text: 'From sub-assessments, which Microsoft retired on 31 July 2026: this may be out of date.' }]
      : []),
  ];
}

function placesNote(running: unknown[] | undefined): { text: string }[] {
  if (running === undefined) return [{ text: 'Could not be read: see the end of this card.' }];
  return running.length === 0 ? [{ text: 'Nowhere in the clusters that were asked.' }] : [];
}
