import type { Severity, Vulnerability } from '../model/image.ts';

/** The severities by their weight; the worst has most. */
export const weight: Readonly<Record<Severity, number>> = { Critical: 4, High: 3, Medium: 2, Low: 1, Unknown: 0 };

/** Worst first: used in the wild, then exploitable, then fixable, then severity and CVSS; one line a CVE and package. */
export function rankVulnerabilities(vulnerabilities: readonly Vulnerability[]): Vulnerability[] {
  const unique = new Map(vulnerabilities.map((it) => [`${it.cve} ${it.package}`, it]));
  return [...unique.values()].sort(
    (a, b) =>
      Number(b.knownExploited) - Number(a.knownExploited) ||
      Number(b.exploitVerified ?? false) - Number(a.exploitVerified ?? false) ||
      Number(b.exploitable) - Number(a.exploitable) ||
      Number(b.fixedIn !== undefined) - Number(a.fixedIn !== undefined) ||
      weight[b.severity] - weight[a.severity] ||
      (b.cvss ?? 0) - (a.cvss ?? 0) ||
      a.cve.localeCompare(b.cve),
  );
}

/** How many of each severity. */
export function countBySeverity(vulnerabilities: readonly Vulnerability[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { Critical: 0, High: 0, Medium: 0, Low: 0, Unknown: 0 };
  for (const { severity } of vulnerabilities) counts[severity]++;
  return counts;
}

/** Whether somebody can do harm with it today: it is used in the wild, or an exploit was made sure of. */
export function isThreat({ knownExploited, exploitVerified = false }: Vulnerability): boolean {
  return knownExploited || exploitVerified;
}
