import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDetectorAnswer } from '../../src/azure/detectors.ts';
import { detectorsCard } from '../../src/cards/detectors.ts';
import { activityBytes, budgetBytes } from '../../src/cards/measure.ts';
import { prodWeu } from '../../src/lab/gallery/clusters.ts';
import type { DetectorReport } from '../../src/model/detector.ts';
import { detectorReport } from '../../src/monitoring/detectors/detector-report.ts';

const folder = resolve(import.meta.dirname, '../../../shared/eval/detectors');
const files = existsSync(folder) ? readdirSync(folder).filter((it) => it.endsWith('.json')) : [];
const why = files.length === 0 ? ' (skipped: no published answers beside the repository)' : '';
const ids = ['critical', 'warning', 'info', 'success', 'none'];

describe.skipIf(files.length === 0)(`published answers of AKS's checks${why}`, () => {
  it.each(files)('stand in the model and on a card, without loss: %s', (file) => {
    const body = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as Published;

    const report = detectorReport(readDetectorAnswer(body));
    const card = cardOf(report);

    const { metadata, status, dataset } = body.properties;
    const held = textsOf(report);
    expect(report).toMatchObject({ unread: 0, id: metadata.id, name: metadata.name, status: ids[status.statusId] });
    expect(report.members).toEqual(dataset.flatMap((it) => it.renderingProperties.detectorIds ?? []));
    expect(dataset.flatMap(cellsOf).filter((it) => !held.has(it))).toEqual([]);
    // Every paragraph and item too: the words of each cell stand somewhere, in their order.
    expect(dataset.flatMap(wordsOf).filter((it) => !wordsHeld(report).includes(it))).toEqual([]);
    expect(activityBytes(card.json)).toBeLessThan(budgetBytes);
    for (const { message } of report.insights) expect(JSON.stringify(card.json)).toContain(message.slice(0, 60));
    expect(JSON.stringify([report, card.json])).not.toMatch(/<\/?(markdown|td|th|table|span|br)|\]\(http|&nbsp;|\*\*/);
  });
});

interface Published {
  properties: {
    metadata: { id: string; name: string };
    status: { statusId: number };
    dataset: { renderingProperties: { detectorIds?: string[] }; table: { rows: unknown[][] } }[];
  };
}

function cardOf(report: DetectorReport) {
  const at = new Date('2026-11-25T12:00:00Z');
  const window = { from: at, to: at };
  const run = { cluster: prodWeu, window, wish: { check: report.id }, reports: [report], entries: [], at, gaps: [] };
  return detectorsCard(run, { now: at, rows: [], buttons: [] });
}

/** Cells of HTML tables, and cells that are plain: read here without the parser that is tested. */
function cellsOf({ table }: Published['properties']['dataset'][number]): string[] {
  return table.rows.flatMap((row) =>
    row.flatMap((cell) => {
      if (typeof cell !== 'string') return [String(cell)];
      const cells = [...cell.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, inner = '']) => iconed(inner));
      return cells.length > 0 ? cells : /[<*]/.test(cell) || isMeta(cell) ? [] : [cell];
    }),
  );
}

/** The words of a text in markdown, without its marks, addresses and tables. */
function wordsOf({ table }: Published['properties']['dataset'][number]): string[] {
  return table.rows.flatMap((row) =>
    row
      .filter(
        (cell): cell is string => typeof cell === 'string' && cell.includes('<markdown>') && !cell.includes('<table'),
      )
      .flatMap((cell) => cell.replace(/<[^>]*>|\*\*|&\w+;|\]\([^)]*\)/g, '\n').split(/\n|\[|^- /gm))
      .map((it) => it.replace(/\s+/g, ' ').replace(/^- /, '').trim())
      .filter((it) => it !== ''),
  );
}

const iconed = (inner: string) =>
  inner
    .replace(/<[^>]*title='([^']*)'[^>]*>/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
/** What says how the portal shows a row, and is kept as the insight's own fields. */
const isMeta = (cell: string) => ['', 'null', 'True', 'False', 'Success', 'Warning', 'Info', 'Critical'].includes(cell);

function textsOf(value: unknown): Set<string> {
  if (typeof value === 'string') return new Set([value]);
  if (value === null || typeof value !== 'object') return new Set();
  return new Set(
    Object.values(value)
      .flatMap((it) => [...textsOf(it)])
      .concat(''),
  );
}

function wordsHeld(report: DetectorReport): string {
  return [...textsOf(report)].join('\n');
}
