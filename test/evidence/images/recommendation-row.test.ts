import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommendationRow } from '../../../src/evidence/images/recommendation-row.ts';

const digest = `sha256:${'a1'.repeat(32)}`;
const cve = (more: object = {}) => ({ CveId: 'CVE-2026-1', Severity: 'High', FixedVersion: '2.0', ...more });
const row = (more: object = {}) => ({
  ...{
    id: '/x',
    digest,
    status: 'Unhealthy',
    severity: 'High',
    software: 'openssl',
    installed: '["1.0"]',
    fixedIn: '',
  },
  image: JSON.stringify({
    Digest: digest,
    RepositoryDetails: { RepositoryName: 'Payments-API', RegistryHost: 'contoso.azurecr.io' },
    LastPushedToRegistryUTC: '2026-11-01T00:00:00Z',
  }),
  about: '{}',
  cves: JSON.stringify([cve()]),
  changedAt: '2026-11-20T00:00:00Z',
  ...more,
});
const columns = Object.keys({ ...row(), title: '', ids: '', foundAt: '', cvss: '' });
/** JSON of any shape, as text or as it is, around the names that Microsoft uses. */
const names = [
  'CveId',
  'Severity',
  'Cvss',
  'Key',
  'Value',
  'Base',
  'Digest',
  'RepositoryDetails',
  'Tags',
  'ExploitabilityDetails',
  'IsInExploitKit',
  'FixedVersion',
];
const shape = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(
      null,
      undefined,
      true,
      0,
      -1,
      1e9,
      '',
      'true',
      '[',
      '[]',
      '{}',
      '["a"]',
      digest,
      'CVE-2026-1',
    ),
    fc.string(),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names), tie('any'), { maxKeys: 6 }),
  ),
})).any;
const written = fc.oneof(
  shape,
  shape.map((it) => JSON.stringify(it)),
);

describe('a row of the individual recommendations', () => {
  it('is read with its image, its CVEs and their fixes, and lacks nothing', () => {
    expect(recommendationRow(row())).toMatchObject({
      ...{ digest, registry: 'contoso.azurecr.io', repository: 'payments-api', missing: [] },
      ...{ pushedAt: new Date('2026-11-01'), evaluatedAt: new Date('2026-11-20'), isUnhealthy: true },
      vulnerabilities: [
        { cve: 'CVE-2026-1', severity: 'High', package: 'openssl', installed: ['1.0'], fixedIn: '2.0' },
      ],
    });
  });

  it.each<[string, object, object]>([
    ['CvesDetails as a list', { cves: [cve()] }, { missing: [] }],
    ['one broken entry among good ones', { cves: [cve(), { Severity: 1 }] }, { missing: ['CvesDetails'] }],
    [
      'no details, but the ids of the scanner',
      { cves: '', ids: '["CVE-2026-1"]' },
      { missing: ['CvesDetails', 'FixedVersion'] },
    ],
    [
      'neither a version that mends it nor that there is none',
      { cves: [cve({ FixedVersion: undefined })], fixedIn: undefined },
      { missing: ['FixedVersion'], vulnerabilities: [{ isFixUnknown: true }] },
    ],
    [
      'the status of its fix in the row alone',
      { cves: [cve({ FixedVersion: '' })], fixStatus: 'NoFixAvailable' },
      { missing: [] },
    ],
    ['no software', { software: null, title: 'Update openssl' }, { missing: ['SoftwareName'] }],
    [
      'the repository only in its id',
      { image: '{}', about: { Id: `/r/registries/contoso/repositories/payments-api/images/${digest}` } },
      { repository: 'payments-api', registry: 'contoso.azurecr.io' },
    ],
    [
      'the digest only in its id',
      { digest: null, image: '', about: `{"Id":"/repositories/payments-api/images/${digest}"}` },
      { digest },
    ],
    [
      'flags as texts',
      { cves: [cve({ ExploitabilityDetails: { IsInExploitKit: 'True', IsVerified: 1 } })] },
      { vulnerabilities: [{ knownExploited: true, exploitVerified: true, exploitable: true }] },
    ],
    [
      'flags of another kind',
      { cves: [cve({ ExploitabilityDetails: 'none' })] },
      { vulnerabilities: [{ knownExploited: false }] },
    ],
    ['no status', { status: undefined }, { missing: ['status.code'], isUnhealthy: true }],
  ])('is read with %s', (_, more, read) => {
    const found = recommendationRow(row(more));

    expect(found).toMatchObject(read);
    expect(found.vulnerabilities).toMatchObject([{ cve: 'CVE-2026-1', package: 'openssl' }]);
  });

  it.each(['Healthy', 'NotApplicable'])(
    'tells of an image that was scanned and has nothing, when it is %s',
    (status) => {
      expect(recommendationRow(row({ status, cves: null, software: '' }))).toMatchObject({
        ...{ digest, isUnhealthy: false, vulnerabilities: [], missing: [] },
      });
    },
  );

  it('never throws, whatever stands in it, and says what it lacked wherever it names no CVE', () => {
    const any = fc.record(Object.fromEntries(columns.map((name) => [name, written])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(any, written), (given) => {
        const read = recommendationRow(given);

        for (const it of read.vulnerabilities) {
          expect(it.cve).not.toBe('');
          expect(it.cvss ?? 1).toBeLessThanOrEqual(10);
          expect(it.package).not.toBe('');
        }
        if (read.isUnhealthy && read.vulnerabilities.length === 0) expect(read.missing).toContain('CvesDetails');
        if (read.digest === undefined) expect(read.missing).toContain('Digest');
        expect([read.pushedAt, read.evaluatedAt].filter((at) => at && Number.isNaN(at.getTime()))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
