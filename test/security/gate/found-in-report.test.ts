import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatePolicies } from '../../../src/security/gate/gate-policies.ts';
import { gateReport } from '../../../src/security/gate/gate-report.ts';
import { now } from './given.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/eval/gate');
const isThere = existsSync(folder);
const why = isThere ? '' : ' (skipped: no published reports beside the repository)';
const policies = gatePolicies({ default: 'default', policies: {} });
const image = { registry: 'contoso.azurecr.io', repository: 'app', tag: '1' };
const connect = () => {
  throw new Error('Azure was asked.');
};
const judged = (report: unknown, name = 'microsoft') =>
  gateReport(report, image, policies.policy(name), { connect, now });
const row = (o: object) => ({ VulnerabilityID: 'CVE-1', PkgName: 'p', Severity: 'HIGH', FixedVersion: '2', ...o });
const reportOf = (...rows: unknown[]) => ({ SchemaVersion: 2, Results: [{ Class: 'os-pkgs', Vulnerabilities: rows }] });

describe.skipIf(!isThere)(`published reports of Trivy${why}`, () => {
  it.each([
    ['alpine-310', { Critical: 0, High: 0, Medium: 4, Low: 0, Unknown: 0 }, 'could-not-judge', 'pass'],
    ['centos-7', { Critical: 0, High: 0, Medium: 1, Low: 2, Unknown: 0 }, 'could-not-judge', 'pass'],
    ['debian-buster', { Critical: 1, High: 0, Medium: 0, Low: 1, Unknown: 0 }, 'fail', 'fail'],
  ])('give the counts that they should: %s', async (name, counts, byDefault, byMicrosoft) => {
    const report: unknown = JSON.parse(readFileSync(resolve(folder, `${name}.json.golden`), 'utf8'));

    const [first, second] = [await judged(report, 'default'), await judged(report)];

    expect(first.counts).toEqual(counts);
    expect(second.counted).toEqual(counts);
    expect([first.verdict, second.verdict]).toEqual([byDefault, byMicrosoft]);
    // They are of 2021, and of archives.
    expect(first.reasons.map(({ code }) => code)).toContain('scan-stale');
    expect(second.notes.join(' ')).toMatch(/archive, in which it is called ghcr\.io/);
  });
});

describe('a report', () => {
  it.each([
    ['the word that Trivy chose', { Severity: 'medium', VendorSeverity: { nvd: 4 } }, 'Medium'],
    [
      "the vendor's own number",
      { Severity: 'UNKNOWN', SeveritySource: 'debian', VendorSeverity: { nvd: 4, debian: 1 } },
      'Low',
    ],
    [
      "the data source's number",
      { Severity: undefined, DataSource: { ID: 'alpine' }, VendorSeverity: { nvd: 4, alpine: 2 } },
      'Medium',
    ],
    ['the worst number', { Severity: 7, VendorSeverity: { nvd: 3, ghsa: 4, odd: 99, text: 'x' } }, 'Critical'],
    ['nothing', { Severity: 'NEGLIGIBLE', VendorSeverity: [] }, 'Unknown'],
  ])('has severities by %s', async (_, o, severity) => {
    const { counts } = await judged(reportOf(row(o)));

    expect(counts).toMatchObject({ [severity]: 1 });
  });

  it.each([
    ['of something else', { hello: 'world' }, 'findings-unreadable'],
    ['without any target', { SchemaVersion: 2 }, 'findings-unreadable'],
    ['of secrets alone', { SchemaVersion: 2, Results: [{ Class: 'secret', Secrets: [{}] }] }, 'findings-unreadable'],
    ['of files', { ...reportOf(), ArtifactType: 'filesystem' }, 'findings-unreadable'],
    ['with a finding that has no id', reportOf({ Severity: 'LOW' }), 'findings-partial'],
    ['with a target that is none', { SchemaVersion: 2, Results: [7, { Class: 'os-pkgs' }] }, 'findings-partial'],
  ])('%s could not be judged', async (_, report, code) => {
    const { verdict, reasons } = await judged(report);

    expect([verdict, reasons.map((it) => it.code)]).toEqual(['could-not-judge', [code]]);
  });

  it('with nothing found passes, and the oldest form is read', async () => {
    expect(await judged(reportOf())).toMatchObject({ verdict: 'pass' });
    expect(await judged([{ Vulnerabilities: [row({})] }])).toMatchObject({ verdict: 'fail' });
  });

  it('never breaks the judge, whatever it is', async () => {
    const odd = fc.anything({ withNullPrototype: true, withSparseArray: true, maxDepth: 4 });
    const shaped = fc.record({
      SchemaVersion: fc.oneof(fc.constant(2), odd),
      Metadata: fc.oneof(
        fc.record({ OS: odd, ImageConfig: odd, RepoDigests: odd, RepoTags: fc.oneof(fc.array(odd), odd) }),
        odd,
      ),
      ArtifactName: odd,
      CreatedAt: odd,
      Results: fc.oneof(
        fc.array(
          fc.oneof(
            fc.record({
              Class: fc.oneof(fc.constant('os-pkgs'), odd),
              Vulnerabilities: fc.oneof(
                fc.array(
                  fc.record({
                    VulnerabilityID: odd,
                    Severity: odd,
                    VendorSeverity: odd,
                    PublishedDate: odd,
                    FixedVersion: odd,
                  }),
                ),
                odd,
              ),
            }),
            odd,
          ),
        ),
        odd,
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(shaped, odd), async (report) => {
        const { verdict, reasons } = await judged(report);

        expect(verdict === 'pass').toBe(reasons.length === 0);
      }),
    );
  });

  it('that is huge or very deep is judged or refused, never believed to be all', async () => {
    const numbers = Object.fromEntries(Array.from({ length: 200_000 }, (_, n) => [`v${n}`, 1]));
    const deep: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
    const low = Array.from({ length: 50_001 }, () => ({ VulnerabilityID: 'CVE-1', Severity: 'UNKNOWN' }));

    expect(await judged(reportOf(row({ Severity: '', VendorSeverity: numbers })))).toMatchObject({
      counts: { Low: 1 },
    });
    expect(await judged(deep)).toMatchObject({ verdict: 'could-not-judge' });
    expect(await judged(reportOf(...low))).toMatchObject({
      verdict: 'could-not-judge',
      reasons: [{ code: 'findings-partial' }],
    });
  });

  it('names its base image by a label, which a policy may ask for', async () => {
    const labels = { 'org.opencontainers.image.base.name': 'docker.io/library/alpine:3.10' };
    const report = { ...reportOf(), Metadata: { ImageConfig: { config: { Labels: labels } } } };
    const only = { ...policies.policy('microsoft'), baseImages: ['mcr.microsoft.com/*'] };

    const { reasons } = await gateReport(report, image, only, { connect, now });

    expect(reasons.map(({ sentence }) => sentence)).toEqual([
      'The image is built on a base image that is not allowed: docker.io/library/alpine.',
    ]);
  });
});
