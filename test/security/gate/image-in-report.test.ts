import { describe, expect, it } from 'vitest';
import { parseImage } from '../../../src/model/parse-image.ts';
import { gateReport } from '../../../src/security/gate/gate-report.ts';
import { now, policy } from './given.ts';

const [one, other] = ['a', 'b'].map((it) => `sha256:${it.repeat(64)}`);
const rows = (count: number, o: object = {}) =>
  Array.from({ length: count }, (_, n) => ({ VulnerabilityID: `CVE-${n}`, Severity: 'LOW', ...o }));
const reportOf = (o: object, result: object = {}) => ({
  ...{ SchemaVersion: 2, ...o },
  Results: [{ Class: 'os-pkgs', Vulnerabilities: [], ...result }],
});
const judged = (report: unknown, asked: string, max: object = {}) => {
  const image = parseImage(asked);
  if (!image) throw new Error(`${asked} is no image`);
  const connect = () => {
    throw new Error('Azure was asked.');
  };
  return gateReport(report, image, policy({ max, knownExploited: 'count' }), { connect, now });
};
const scanned = (ArtifactName: string, Metadata: object = {}) => ({ ArtifactName, Metadata });
const app = 'contoso.azurecr.io/app:1';
const taken = scanned(app, { RepoTags: [app], RepoDigests: [`contoso.azurecr.io/app@${one}`] });

describe('a report of an image', () => {
  it.each<[string, object, string, string]>([
    ['by its name', taken, app, 'pass'],
    ['by its digest', taken, `contoso.azurecr.io/app@${one}`, 'pass'],
    ['by its digest, whatever its tag', taken, `contoso.azurecr.io/app:2@${one}`, 'pass'],
    ['by the name that it was built with', scanned('app:1'), app, 'pass'],
    ['by another of its tags', scanned('app:1', { RepoTags: ['app:1', 'contoso.azurecr.io/app:2'] }), 'app:2', 'pass'],
    ["by another name of Docker Hub's", scanned('nginx:1'), 'docker.io/library/nginx:1', 'pass'],
    ['of which nothing is said', {}, app, 'pass'],
    ['of an archive', scanned('out/image.tar.gz', { RepoTags: ['other:9'] }), app, 'pass'],
    ['of another digest', taken, `contoso.azurecr.io/app@${other}`, 'contoso.azurecr.io/app'],
    ['of another repository', scanned('contoso.azurecr.io/web:1'), app, 'contoso.azurecr.io/web:1'],
    ['of another registry', scanned('docker.io/app:1'), app, 'docker.io/app:1'],
    ['of another tag', scanned('contoso.azurecr.io/app:2'), app, 'contoso.azurecr.io/app:2'],
    ['of another image by its tags alone', { Metadata: { RepoTags: ['web:1'] } }, app, 'web:1'],
  ])('is believed or refused by what it is of: %s', async (_, of, asked, outcome) => {
    const { verdict, reasons } = await judged(reportOf(of), asked);

    if (outcome === 'pass') expect(verdict).toBe('pass');
    else expect([verdict, reasons[0]?.sentence]).toEqual(['could-not-judge', expect.stringContaining(outcome)]);
  });

  it('lends the digest that was scanned, and says what nobody can tell', async () => {
    const [tagged, archive, unnamed] = await Promise.all(
      [taken, scanned('image.tar', { RepoTags: ['app:1'] }), {}].map((it) => judged(reportOf(it), app)),
    );

    expect(tagged).toMatchObject({ image: { tag: '1', digest: one }, notes: [] });
    expect(archive?.notes).toEqual([expect.stringMatching(/archive, in which it is called app:1: .* nobody can tell/)]);
    expect(unnamed?.notes).toEqual(['The report does not say of which image it is.']);
  });

  it.each<[string, object, RegExp | undefined]>([
    ['fixes alone', { Vulnerabilities: rows(10, { FixedVersion: '2' }) }, /--ignore-unfixed/],
    ['High and Critical alone', { Vulnerabilities: rows(10, { Severity: 'HIGH' }) }, /--severity/],
    ['what was put aside', { ExperimentalModifiedFindings: [{}, {}] }, /put 2 aside/],
    ['few findings', { Vulnerabilities: rows(9, { FixedVersion: '2', Severity: 'HIGH' }) }, undefined],
    ['all kinds', { Vulnerabilities: rows(10) }, undefined],
  ])('is named where it seems to leave something out: %s', async (_, result, said) => {
    const { notes } = await judged(reportOf(taken, result), app);

    expect(notes).toEqual(said ? [expect.stringMatching(said)] : []);
  });
});
