import type { DetectorAnswer, DetectorDataset } from '../../azure/detectors.ts';
import {
  compareDetectorStatus,
  type DetectorReport,
  type DetectorStatus,
  type DetectorTable,
} from '../../model/detector.ts';
import { detectorEntry } from './detector-entry.ts';
import { insightsOf, isInsights } from './detector-insights.ts';
import { detectorLine, detectorText } from './detector-text.ts';

/** What the numbers mean, as App Service diagnostics has them, which AKS uses; categories have 4. */
const statuses: readonly DetectorStatus[] = ['critical', 'warning', 'info', 'success', 'none'];
const seriesTypes = new Set([2, 3]);
const portalType = 23;

/** What a check answered, with all of its texts made plain. Nothing of it is left out. */
export function detectorReport(answer: DetectorAnswer): DetectorReport {
  const { name, metadata, status, dataset, unread } = answer;
  const insights = dataset
    .filter(isInsights)
    .flatMap(insightsOf)
    .sort((a, b) => compareDetectorStatus(a.status, b.status));
  return {
    ...detectorEntry(name, metadata),
    status: worse(statusOf(status?.statusId), insights[0]?.status),
    statusText: detectorLine(status?.message ?? ''),
    insights,
    tables: dataset.filter((it) => !isInsights(it)).flatMap(tableOf),
    members: dataset.flatMap(({ renderingProperties }) => renderingProperties?.detectorIds ?? []),
    unread,
  };
}

function statusOf(id: number | null | undefined): DetectorStatus | undefined {
  return id === null || id === undefined ? undefined : (statuses[id] ?? 'unknown');
}

/** What an insight warns of is never folded away because the check as a whole says nothing of it. */
function worse(whole: DetectorStatus | undefined, worst: DetectorStatus | undefined): DetectorStatus {
  if (whole === undefined) return worst ?? 'unknown';
  return worst !== undefined && compareDetectorStatus(worst, whole) < 0 ? worst : whole;
}

function tableOf({ renderingProperties: shown, table }: DetectorDataset): DetectorTable[] {
  const columns = (table?.columns ?? []).map(({ columnName }) => columnName);
  const rows = (table?.rows ?? []).map((row) => row.map(cellText));
  const title = detectorLine(shown?.title ?? '');
  const description = detectorText(shown?.description ?? '');
  const type = shown?.type ?? 1;
  const kind = type === portalType ? 'portal' : seriesTypes.has(type) ? 'series' : 'table';
  const isEmpty = rows.length === 0 && title === '' && description.length === 0;
  return isEmpty ? [] : [{ kind, title, description, columns, rows }];
}

function cellText(cell: unknown): string {
  if (typeof cell === 'string') return detectorLine(cell);
  return cell === null || cell === undefined ? '' : JSON.stringify(cell);
}
