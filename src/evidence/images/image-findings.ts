import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { Vulnerability } from '../../model/image.ts';
import { cveDetails, severityOf } from './cve-details.ts';

/** Rows of Defender for one digest; `scanned` is true when there is any row, healthy ones included. */
export interface ImageFindings {
  scanned: boolean;
  vulnerabilities: Vulnerability[];
  lastScannedAt?: Date;
  form: 'individual' | 'legacy';
  /** Rows whose details had no shape that we know; they are counted, never dropped silently. */
  unreadable: number;
}

/** The gap of an answer that was cut off. */
export const moreFindings: Gap = {
  what: 'some findings',
  service: 'Resource Graph',
  why: 'Resource Graph has more rows than were read.',
  next: 'Open the image in Defender for Cloud.',
};

const text = z
  .string()
  .nullish()
  .transform((it) => it ?? '');
const Row = z.object({
  status: text,
  severity: text,
  software: text,
  installed: z.unknown(),
  fixedIn: text,
  cvss: z.unknown(),
  cves: text,
  evaluatedAt: text,
});

/**
 * Findings of an image in the individual-recommendation form: one row per image and software.
 * Shape: facts observed in the field, for Microsoft published none; so every field may be missing.
 */
export async function individualFindings(azure: Azure, digest: string, at: Date): Promise<Evidence<ImageFindings>> {
  const query = graphKql`securityresources
| where type =~ 'microsoft.security/assessments'
| where properties.metadata.recommendationCategory =~ 'SoftwareUpdate'
| where properties.resourceDetails.ResourceType in~ ('.containerimage', 'containerimage')
| where tostring(properties.resourceAdditionalData) has ${digest}
| extend details = properties.additionalData
| extend scanner = parse_json(tostring(details.ScannersDetails)).mdvm
| project status = tostring(properties.status.code), severity = tostring(properties.metadata.severity), software = tostring(details.SoftwareName), installed = coalesce(tostring(scanner.DetectedSoftwareVersions), tostring(details.DetectedSoftwareVersions)), fixedIn = coalesce(tostring(scanner.FixedVersion), tostring(details.FixedVersion)), cvss = tostring(details.MaxCvssScore), cves = tostring(details.CvesDetails), evaluatedAt = coalesce(tostring(properties.status.statusChangeDate), tostring(properties.status.firstEvaluationDate))`;
  const { rows, truncated } = await azure.graph.query(query, Row);
  const unhealthy = rows.filter(({ status }) => /^unhealthy$/i.test(status));
  const read = unhealthy.map(vulnerabilitiesOf);
  const dates = rows.flatMap(({ evaluatedAt }) =>
    Number.isNaN(Date.parse(evaluatedAt)) ? [] : [Date.parse(evaluatedAt)],
  );
  return {
    value: {
      scanned: rows.length > 0,
      vulnerabilities: read.flatMap((it) => it ?? []),
      ...(dates.length > 0 && { lastScannedAt: new Date(Math.max(...dates)) }),
      form: 'individual',
      unreadable: read.filter((it) => it === undefined).length,
    },
    source: { service: 'Resource Graph', detail: 'securityresources (individual recommendations)', query: query.text },
    at,
    ...(truncated && { gap: moreFindings }),
  };
}

/** One row: all CVEs of one software. Undefined when its details could not be read. */
function vulnerabilitiesOf(row: z.infer<typeof Row>): Vulnerability[] | undefined {
  const installed = versions(row.installed);
  const score = Number(row.cvss);
  return cveDetails(row.cves)?.map((cve) => {
    const fixedIn = cve.fixedIn ?? (row.fixedIn || undefined);
    return {
      ...cve.facts,
      severity: cve.facts.severity === 'Unknown' ? severityOf(row.severity) : cve.facts.severity,
      package: row.software || 'unknown package',
      installed,
      ...(fixedIn !== undefined && { fixedIn }),
      ...(cve.facts.cvss === undefined && score > 0 && { cvss: score }),
    };
  });
}

/** A list arrives as JSON text, as a list, or as one version. */
function versions(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== 'string' || value === '') return [];
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed.map(String) : [String(parsed)];
  } catch {
    // Not JSON: the text is the version itself ("1.2.11").
    return [value];
  }
}
