import { describe, expect, it } from 'vitest';
import type { Vulnerability } from '../../src/model/image.ts';
import { countBySeverity, rankVulnerabilities } from '../../src/security/rank-vulnerabilities.ts';

const cve = (id: string, more: Partial<Vulnerability> = {}): Vulnerability => ({
  cve: id,
  severity: 'High',
  package: 'openssl',
  installed: ['3.0.1'],
  knownExploited: false,
  exploitable: false,
  ...more,
});

describe('the ranking of vulnerabilities', () => {
  it('puts what is used in the wild before what is merely severe', () => {
    const ranked = rankVulnerabilities([
      cve('CVE-1', { severity: 'Critical', cvss: 9.8 }),
      cve('CVE-2', { severity: 'Critical', fixedIn: '2' }),
      cve('CVE-3', { severity: 'Low', exploitable: true }),
      cve('CVE-4', { severity: 'Medium', knownExploited: true }),
    ]);

    expect(ranked.map((it) => it.cve)).toEqual(['CVE-4', 'CVE-3', 'CVE-2', 'CVE-1']);
  });

  it('shows a CVE once for each package that has it', () => {
    const ranked = rankVulnerabilities([cve('CVE-1'), cve('CVE-1'), cve('CVE-1', { package: 'libssl' })]);

    expect(ranked).toHaveLength(2);
  });

  it('counts by severity', () => {
    expect(countBySeverity([cve('CVE-1'), cve('CVE-2', { severity: 'Unknown' })])).toEqual({
      Critical: 0,
      High: 1,
      Medium: 0,
      Low: 0,
      Unknown: 1,
    });
  });
});
