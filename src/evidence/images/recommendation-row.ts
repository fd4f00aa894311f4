import { graphKql } from '../../azure/kql.ts';
import type { Vulnerability } from '../../model/image.ts';
import { type CveDetail, cveDetails, severityOf } from './cve-details.ts';
import { fixTold } from './fix-told.ts';
import { dateIn, fieldIn, listIn, textIn, valueIn, versionsIn } from './loose.ts';

/** What one row tells: an image, and all CVEs of one software in it. */
export interface RecommendationRow {
  /** "sha256:..."; undefined when the row names none. */
  digest?: string;
  /** Login server. */
  registry?: string;
  repository?: string;
  tags: string[];
  pushedAt?: Date;
  /** When its state last changed, or was first found. */
  evaluatedAt?: Date;
  /** A row that is not unhealthy tells that the image was scanned, and nothing else. */
  isUnhealthy: boolean;
  vulnerabilities: Vulnerability[];
  /** What was not there or could not be read, by the names of the fields; empty when all was. */
  missing: string[];
}

/**
 * Rows of Defender's individual recommendations about images in registries, and about containers that run where they say
 * by which digest, with the digest as a column.
 */
export const recommendations = graphKql`securityresources
| where type =~ 'microsoft.security/assessments'
| where properties.metadata.recommendationCategory =~ 'SoftwareUpdate'
| where properties.resourceDetails.ResourceType in~ ('.containerimage', 'containerimage', 'k8s-container')
| extend image = tostring(properties.resourceAdditionalData), about = tostring(properties.resourceDetails)
| extend digest = tolower(extract('[sS][hH][aA]256:[0-9a-fA-F]{64}', 0, strcat(image, ' ', about)))
| where isnotempty(digest) or properties.resourceDetails.ResourceType !~ 'k8s-container'`;

/** The columns that `recommendationRow` reads; bulky ones stay where they are. */
export const recommendationColumns = graphKql`extend details = properties.additionalData
| extend scanner = parse_json(tostring(details.ScannersDetails)).mdvm
| project id, digest, image, about, status = tostring(properties.status.code), severity = tostring(properties.metadata.severity), software = tostring(details.SoftwareName), title = tostring(properties.displayName), installed = coalesce(tostring(scanner.DetectedSoftwareVersions), tostring(details.DetectedSoftwareVersions)), fixedIn = coalesce(tostring(scanner.FixedVersion), tostring(details.FixedVersion)), fixStatus = coalesce(tostring(scanner.FixStatus), tostring(details.FixStatus)), cvss = tostring(details.MaxCvssScore), cves = tostring(details.CvesDetails), ids = tostring(scanner.CvesIds), changedAt = tostring(properties.status.statusChangeDate), foundAt = tostring(properties.status.firstEvaluationDate)`;

/**
 * Reads a row whatever its shape; never throws. Microsoft published no JSON of it, only the names of its fields, so any
 * may be missing, empty, or a text where an object was seen: then that part is missing, and said to be.
 */
export function recommendationRow(row: unknown): RecommendationRow {
  const column = (name: string) => fieldIn(row, name);
  const image = valueIn(column('image'));
  const about = valueIn(column('about'));
  const named = fieldIn(image, 'RepositoryDetails');
  const id = textIn(fieldIn(about, 'Id', 'ResourceId', 'NativeResourceId'));
  const digest = digestIn(column('digest'), column('image'), column('about'));
  const registry = textIn(fieldIn(named, 'RegistryHost') ?? fieldIn(image, 'RegistryHost')) || hostIn(id);
  const repository = textIn(fieldIn(named, 'RepositoryName') ?? fieldIn(image, 'RepositoryName')) || repositoryIn(id);
  const pushedAt = dateIn(fieldIn(image, 'LastPushedToRegistryUTC'));
  const evaluatedAt = dateIn(column('changedAt')) ?? dateIn(column('foundAt'));
  const status = textIn(column('status'));
  const isContainer = /^k8s-container$/i.test(textIn(fieldIn(about, 'ResourceType')));
  const isUnhealthy = !/^(healthy|notapplicable)$/i.test(status);
  const found = isUnhealthy ? vulnerabilitiesIn(column) : { vulnerabilities: [], missing: [] };
  return {
    ...(digest !== undefined && { digest }),
    ...(registry && { registry: registry.toLowerCase() }),
    ...(repository && { repository: repository.toLowerCase() }),
    tags: (listIn(fieldIn(image, 'Tags')) ?? []).map(textIn).filter((it) => it !== ''),
    ...(pushedAt && { pushedAt }),
    ...(evaluatedAt && { evaluatedAt }),
    isUnhealthy,
    vulnerabilities: found.vulnerabilities,
    missing: [
      ...(digest === undefined ? ['Digest'] : []),
      // A container need not name where its image lies: what runs says that.
      ...(repository || isContainer ? [] : ['RepositoryName']),
      ...(status ? [] : ['status.code']),
      ...found.missing,
    ],
  };
}

function vulnerabilitiesIn(column: (name: string) => unknown): Pick<RecommendationRow, 'vulnerabilities' | 'missing'> {
  const software = textIn(column('software'));
  const read = cveDetails(column('cves'));
  // The scanner's own list names the CVEs where their details cannot be read.
  const details = read && read.details.length > 0 ? read.details : bareIds(column('ids'));
  const installed = versionsIn(column('installed'));
  const fixOfRow = { version: column('fixedIn'), status: column('fixStatus') };
  const score = Number(textIn(column('cvss')));
  const vulnerabilities = details.map(
    ({ facts, fix }): Vulnerability => ({
      ...facts,
      severity: facts.severity === 'Unknown' ? severityOf(textIn(column('severity'))) : facts.severity,
      package: software || /^update\s+(\S+)$/i.exec(textIn(column('title')))?.[1] || 'unknown package',
      installed,
      ...fixTold(fix, fixOfRow),
      ...(facts.cvss === undefined && score > 0 && score <= 10 && { cvss: score }),
    }),
  );
  const isRead = read !== undefined && read.unread === 0 && read.details.length > 0;
  return {
    vulnerabilities,
    missing: [
      ...(isRead ? [] : ['CvesDetails']),
      ...(software ? [] : ['SoftwareName']),
      ...(vulnerabilities.some(({ isFixUnknown }) => isFixUnknown) ? ['FixedVersion'] : []),
    ],
  };
}

function bareIds(value: unknown): CveDetail[] {
  return (listIn(value) ?? [])
    .map(textIn)
    .filter((it) => it !== '')
    .map((cve) => ({
      facts: { cve, severity: 'Unknown', knownExploited: false, exploitable: false },
      fix: { version: undefined, status: undefined },
    }));
}

function digestIn(...values: unknown[]): string | undefined {
  for (const value of values) {
    const text = typeof value === 'string' ? value : value === undefined ? '' : (JSON.stringify(value) ?? '');
    const found = /sha256:[0-9a-f]{64}/i.exec(text)?.[0];
    if (found) return found.toLowerCase();
  }
  return undefined;
}

/** A path in the registry: ".../registries/contoso/repositories/payments-api/images/sha256:...". */
function repositoryIn(id: string): string {
  return /\/repositories\/(.+?)\/images\//i.exec(id)?.[1] ?? '';
}

function hostIn(id: string): string {
  const name = /\/registries\/([^/]+)/i.exec(id)?.[1];
  return name ? `${name}.azurecr.io` : '';
}
