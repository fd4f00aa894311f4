import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Vulnerability } from '../../model/image.ts';
import { severityOf } from './cve-details.ts';
import { fixTold } from './fix-told.ts';
import { type ImageFindings, moreFindings } from './image-findings.ts';

const text = z
  .string()
  .nullish()
  .transform((it) => it ?? '');
const truth = z
  .union([z.boolean(), z.number().transform(Boolean), z.string().transform((it) => /^(true|1)$/i.test(it))])
  .nullish()
  .transform((it) => it ?? false);
const Row = z.object({
  status: text,
  cause: text,
  cve: text,
  severity: text,
  cvss: z.unknown(),
  package: text,
  installed: text,
  fixedIn: text,
  fixStatus: text,
  kit: truth,
  published: truth,
  verified: truth,
  publishedAt: text,
  at: text,
});

/** Findings of an image as sub-assessments: what tenants had until 31 July 2026 (subassessment-rest-api, MDVM form). */
export async function legacyFindings(azure: Azure, digest: string, at: Date): Promise<Evidence<ImageFindings>> {
  const query = graphKql`securityresources
| where type =~ 'microsoft.security/assessments/subassessments'
| where tostring(properties.additionalData.artifactDetails.digest) =~ ${digest}
| extend found = properties.additionalData.vulnerabilityDetails, software = properties.additionalData.softwareDetails
| project status = tostring(properties.status.code), cause = tostring(properties.status.cause), cve = tostring(found.cveId), severity = coalesce(tostring(found.severity), tostring(properties.status.severity)), cvss = tostring(found.cvss['3.0'].base), package = tostring(software.packageName), installed = tostring(software.version), fixedIn = tostring(software.fixedVersion), fixStatus = tostring(software.fixStatus), kit = tostring(found.exploitabilityAssessment.isInExploitKit), published = tostring(found.exploitabilityAssessment.exploitStepsPublished), verified = tostring(found.exploitabilityAssessment.exploitStepsVerified), publishedAt = tostring(found.publishedDate), at = tostring(properties.timeGenerated)`;
  const { rows, truncated } = await azure.graph.query(query, Row);
  const dates = rows.flatMap((row) => (Number.isNaN(Date.parse(row.at)) ? [] : [Date.parse(row.at)]));
  return {
    value: {
      scanned: rows.length > 0,
      vulnerabilities: rows.filter(({ status, cve }) => /^unhealthy$/i.test(status) && cve !== '').map(vulnerability),
      ...(dates.length > 0 && { lastScannedAt: new Date(Math.max(...dates)) }),
      form: 'legacy',
      unreadable: rows.filter(({ status, cve }) => /^unhealthy$/i.test(status) && cve === '').length,
    },
    source: { service: 'Resource Graph', detail: 'securityresources (sub-assessments, retired)', query: query.text },
    at,
    ...(truncated && { gap: moreFindings }),
  };
}

function vulnerability(row: z.infer<typeof Row>): Vulnerability {
  const cvss = Number(row.cvss);
  const published = Date.parse(row.publishedAt);
  return {
    cve: row.cve,
    severity: severityOf(row.severity),
    package: row.package || 'unknown package',
    installed: row.installed ? [row.installed] : [],
    ...fixTold({ version: row.fixedIn, status: row.fixStatus }),
    ...(cvss > 0 && { cvss }),
    knownExploited: row.kit,
    exploitable: row.published || row.verified,
    ...(!Number.isNaN(published) && { publishedAt: new Date(published) }),
  };
}
