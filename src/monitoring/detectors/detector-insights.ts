import type { DetectorDataset } from '../../azure/detectors.ts';
import type { DetectorInsight, DetectorStatus } from '../../model/detector.ts';
import { detectorLine, detectorText } from './detector-text.ts';
import { solutionText } from './solution-text.ts';

const said: Readonly<Record<string, DetectorStatus>> = {
  critical: 'critical',
  error: 'critical',
  warning: 'warning',
  info: 'info',
  success: 'success',
  none: 'none',
};

/** Whether a table holds what a check found, rather than numbers: it says so by its columns. */
export function isInsights({ table }: DetectorDataset): boolean {
  const names = (table?.columns ?? []).map(({ columnName }) => columnName.toLowerCase());
  return names.includes('status') && names.includes('message');
}

/** The rows of such a table, those of one message as one insight: each row adds a name and a text. */
export function insightsOf({ table }: DetectorDataset): DetectorInsight[] {
  const names = (table?.columns ?? []).map(({ columnName }) => columnName.toLowerCase());
  const insights = new Map<string, DetectorInsight>();
  for (const row of table?.rows ?? []) {
    const cell = (name: string) => textOf(row[names.indexOf(name)]);
    const key = `${cell('status')}\n${cell('message')}`;
    const insight = insights.get(key) ?? {
      status: said[cell('status').trim().toLowerCase()] ?? 'unknown',
      message: detectorLine(cell('message')),
      details: [],
      solutions: [],
    };
    insights.set(key, insight);
    const detail = { name: detectorLine(cell('data.name')), parts: detectorText(cell('data.value')) };
    if (detail.name !== '' || detail.parts.length > 0) insight.details.push(detail);
    // Each row of an insight has all of its solutions.
    if (insight.solutions.length === 0) insight.solutions = solutionText(cell('solutions'));
  }
  return [...insights.values()];
}

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  return cell === null || cell === undefined ? '' : JSON.stringify(cell);
}
