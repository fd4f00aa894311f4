import { z } from 'zod';
import type { Severity } from '../../model/image.ts';
import type { FoundInImage, GateFinding } from './gate-facts.ts';
import { leftOutOfReport } from './left-out-of-report.ts';
import { mostFindings, readTrivyReport, type TrivyReport } from './trivy-report.ts';

const loose = z.string().optional().catch(undefined);
const Finding = z.object({
  VulnerabilityID: z.string().min(1),
  PkgName: loose,
  Severity: loose,
  SeveritySource: loose,
  VendorSeverity: z.record(z.string(), z.unknown()).optional().catch(undefined),
  DataSource: z.object({ ID: loose }).optional().catch(undefined),
  FixedVersion: loose,
  Status: loose,
  PublishedDate: loose,
});

/** Trivy's numbers of VendorSeverity. */
const byNumber: readonly Severity[] = ['Unknown', 'Low', 'Medium', 'High', 'Critical'];
const byWord: Readonly<Record<string, Severity>> = { CRITICAL: 'Critical', HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low' };

/** What a Trivy JSON report found in an image, one finding a vulnerability and package as Trivy counts. Never throws. */
export function foundInReport(json: unknown): FoundInImage {
  const read = readTrivyReport(json);
  const next = 'Make it with: trivy image --format json --output report.json IMAGE.';
  if (!read) return { kind: 'unreadable', why: 'The report is no JSON report of Trivy.', next };
  const { report, results, unreadable } = read;
  // A folder of sources has not the packages of the image that is built from it.
  if (/^(filesystem|repository)$/i.test(report.ArtifactType ?? ''))
    return { kind: 'unreadable', why: 'The report is of files, not of an image.', next };
  const scanned = results.filter((it) => it.Vulnerabilities || /^(os|lang)-pkgs$/.test(it.Class ?? ''));
  if (scanned.length === 0 && unreadable === 0) {
    const why = 'The report has no packages that were looked at for vulnerabilities.';
    return { kind: 'unreadable', why, next: `${next} Leave the vulnerability scanner on.` };
  }
  const rows = scanned.flatMap(({ Vulnerabilities }) => Vulnerabilities ?? []);
  const parsed = rows.slice(0, mostFindings).map(findingOf);
  const findings = parsed.flatMap((it) => it ?? []);
  const created = Date.parse(report.CreatedAt ?? '');
  return {
    kind: 'read',
    findings,
    source: `Trivy ${report.Trivy?.Version ?? ''}`.trim(),
    from: 'report',
    ...(!Number.isNaN(created) && { scannedAt: new Date(created) }),
    unreadable: unreadable + parsed.filter((it) => it === undefined).length,
    isCut: rows.length > mostFindings,
    tellsExploited: false,
    notes: [...leftOutOfReport(findings, results), ...notesOf(read, scanned)],
  };
}

function findingOf(row: unknown): GateFinding | undefined {
  const found = Finding.safeParse(row).data;
  if (!found) return undefined;
  const published = Date.parse(found.PublishedDate ?? '');
  return {
    id: found.VulnerabilityID.slice(0, 60),
    package: (found.PkgName ?? 'unknown package').slice(0, 200),
    severity: severityOf(found),
    ...fixOf(found),
    ...(!Number.isNaN(published) && { publishedAt: new Date(published) }),
    knownExploited: false,
  };
}

/** Trivy leaves the version out where there is none; only a Status of "fixed" without one is at odds with itself. */
function fixOf({ FixedVersion = '', Status }: z.infer<typeof Finding>): Pick<GateFinding, 'fixable' | 'isFixUnknown'> {
  const fixable = FixedVersion.trim() !== '';
  return { fixable, ...(!fixable && /^fixed$/i.test(Status ?? '') && { isFixUnknown: true }) };
}

/** The word that Trivy chose, the vendor's before others'; where it chose none, the vendor's own number, else the worst. */
function severityOf({ Severity: word, SeveritySource, VendorSeverity, DataSource }: z.infer<typeof Finding>): Severity {
  const chosen = byWord[word?.toUpperCase() ?? ''];
  if (chosen) return chosen;
  const numbers = new Map(Object.entries(VendorSeverity ?? {}).filter(([, it]) => typeof it === 'number'));
  const vendor = [SeveritySource, DataSource?.ID].map((it) => numbers.get(it ?? '')).find((it) => it !== undefined);
  const worst = vendor ?? [...numbers.values()].map(Number).reduce((most, it) => (it > most && it <= 4 ? it : most), 0);
  return byNumber[Number(worst)] ?? 'Unknown';
}

function notesOf({ report }: TrivyReport, scanned: TrivyReport['results']): string[] {
  const { SchemaVersion, Metadata } = report;
  const os = Metadata?.OS;
  return [
    ...(SchemaVersion === 2 ? [] : ['The report has another schema version than 2, which is the one that is known.']),
    ...(scanned.some((it) => it.Class === 'lang-pkgs') && !scanned.some((it) => it.Class === 'os-pkgs')
      ? ['The report has no packages of an operating system.']
      : []),
    ...(os?.EOSL
      ? [`${[os.Family, os.Name].join(' ').trim()} gets no security updates any more: there may be more.`]
      : []),
  ];
}

/** The base image that a report's image names in its labels; undefined when it names none. Untrusted. */
export function baseInReport(json: unknown): string | undefined {
  const labels = readTrivyReport(json)?.report.Metadata?.ImageConfig?.config?.Labels;
  const name = labels?.['org.opencontainers.image.base.name'];
  return typeof name === 'string' && name !== '' ? name.slice(0, 400) : undefined;
}
