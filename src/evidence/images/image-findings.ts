import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { Vulnerability } from '../../model/image.ts';
import { recommendationColumns, recommendationRow, recommendations } from './recommendation-row.ts';

/** Rows of Defender for one digest; `scanned` is true when there is any row, healthy ones included. */
export interface ImageFindings {
  scanned: boolean;
  vulnerabilities: Vulnerability[];
  lastScannedAt?: Date;
  form: 'individual' | 'legacy';
  /** Rows of which some details had no shape that we know; they are counted, never dropped silently. */
  unreadable: number;
}

/** The gap of an answer that was cut off. */
export const moreFindings: Gap = {
  what: 'some findings',
  service: 'Resource Graph',
  why: 'Resource Graph has more rows than were read.',
  next: 'Open the image in Defender for Cloud.',
};

/** Findings of an image in the individual-recommendation form: one row per image and software. */
export async function individualFindings(azure: Azure, digest: string, at: Date): Promise<Evidence<ImageFindings>> {
  const query = graphKql`${recommendations}
| where digest == ${digest.toLowerCase()}
| ${recommendationColumns}
| order by id asc`;
  const { rows, truncated } = await azure.graph.query(query, z.unknown());
  const read = rows.map(recommendationRow);
  const dates = read.flatMap(({ evaluatedAt }) => (evaluatedAt ? [evaluatedAt.getTime()] : []));
  return {
    value: {
      scanned: read.length > 0,
      vulnerabilities: read.flatMap(({ vulnerabilities }) => vulnerabilities),
      ...(dates.length > 0 && { lastScannedAt: new Date(Math.max(...dates)) }),
      form: 'individual',
      unreadable: read.filter(({ missing }) => missing.includes('CvesDetails')).length,
    },
    source: { service: 'Resource Graph', detail: 'securityresources (individual recommendations)', query: query.text },
    at,
    ...(truncated && { gap: moreFindings }),
  };
}
