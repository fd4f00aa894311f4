import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import type { Vulnerability } from '../../model/image.ts';
import {
  type RecommendationRow,
  recommendationColumns,
  recommendationRow,
  recommendations,
} from './recommendation-row.ts';

/** All that Defender's rows tell of one image. */
export interface DigestFindings {
  digest: string;
  /** Where it lies; the same digest may lie in several repositories. */
  names: { registry?: string; repository: string }[];
  tags: string[];
  pushedAt?: Date;
  scannedAt?: Date;
  /** Each CVE once a package. */
  vulnerabilities: Vulnerability[];
  /** Whether there may be more of them, in rows that could not be read or that were too many; undefined means no. */
  isPartial?: boolean;
}

/** What was missing so far: rows by the field that they lacked. */
export interface ReadingFaults {
  rows: number;
  /** Rows that name no digest, and belong to no image. */
  homeless: number;
  missing: Record<string, number>;
}

/** More of one image than this is counted, and not kept. */
const mostOfOne = 5_000;

/**
 * Every image that Defender has rows of, complete, in the order of digests and in batches as they arrive: no more than a page and an
 * image is held at once. `after`: the digests that come after this one. `faults` is added to.
 */
export async function* allFindings(
  azure: Azure,
  { after, top, faults }: { after: string; top: number; faults: ReadingFaults },
): AsyncGenerator<DigestFindings[]> {
  const query = graphKql`${recommendations}
| where strcmp(digest, ${after}) > 0 or (isempty(digest) and isempty(${after}))
| ${recommendationColumns}
| order by digest asc, id asc`;
  let open: { digest: string; rows: RecommendationRow[] } | undefined;
  for await (const page of azure.graph.pages(query, z.unknown(), { top })) {
    const done: DigestFindings[] = [];
    for (const it of page) {
      const row = recommendationRow(it);
      note(row, faults);
      if (row.digest === undefined) continue;
      if (open && open.digest !== row.digest) done.push(findingsOf(open));
      if (open?.digest !== row.digest) open = { digest: row.digest, rows: [] };
      if (open.rows.length < mostOfOne) open.rows.push(row);
    }
    yield done;
  }
  if (open) yield [findingsOf(open)];
}

function note({ digest, missing }: RecommendationRow, faults: ReadingFaults): void {
  faults.rows++;
  if (digest === undefined) faults.homeless++;
  for (const field of missing) faults.missing[field] = (faults.missing[field] ?? 0) + 1;
}

function findingsOf({ digest, rows }: { digest: string; rows: RecommendationRow[] }): DigestFindings {
  const unique = new Map<string, Vulnerability>();
  for (const it of rows.flatMap(({ vulnerabilities }) => vulnerabilities)) {
    if (unique.size < mostOfOne) unique.set(`${it.cve} ${it.package}`, it);
  }
  const names = new Map(
    rows.flatMap(({ registry, repository }) =>
      repository ? [[`${registry}/${repository}`, { repository, ...(registry && { registry }) }] as const] : [],
    ),
  );
  const pushedAt = latest(rows.map((it) => it.pushedAt));
  const scannedAt = latest(rows.map((it) => it.evaluatedAt));
  return {
    digest,
    names: [...names.values()],
    tags: [...new Set(rows.flatMap(({ tags }) => tags))],
    ...(pushedAt && { pushedAt }),
    ...(scannedAt && { scannedAt }),
    vulnerabilities: [...unique.values()],
    ...((rows.length >= mostOfOne || unique.size >= mostOfOne || rows.some(isUnread)) && { isPartial: true }),
  };
}

function isUnread({ missing }: RecommendationRow): boolean {
  return missing.includes('CvesDetails');
}

function latest(dates: readonly (Date | undefined)[]): Date | undefined {
  const times = dates.flatMap((it) => (it ? [it.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}
