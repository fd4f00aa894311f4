import { describe, expect, it } from 'vitest';
import type { Vulnerability } from '../../src/model/image.ts';
import type { ImageSnapshot } from '../../src/model/image-snapshot.ts';
import { fixingTag } from '../../src/security/fixing-tag.ts';

const day = (n: number) => new Date(Date.UTC(2026, 10, n));
const flaw = (cve: string, more: Partial<Vulnerability> = {}): Vulnerability => ({
  ...{ cve, severity: 'High', package: 'libfancy', installed: ['1.0'], fixedIn: '1.1' },
  ...{ knownExploited: false, exploitable: false },
  ...more,
});
const version = (tag: string, pushed: number, more: Partial<ImageSnapshot> = {}): ImageSnapshot => ({
  ...{ digest: `sha256:${tag}`, names: [{ registry: 'contoso.azurecr.io', repository: 'api' }], tags: [tag] },
  ...{ pushedAt: day(pushed), scannedAt: day(pushed), firstReadAt: day(pushed) },
  counts: { Critical: 0, High: 0, Medium: 0, Low: 0, Unknown: 0 },
  ...{ fixable: 0, threats: { all: 0, fixable: 0 }, fresh: [], vulnerabilities: [] },
  ...more,
});
const worst = flaw('CVE-1', { knownExploited: true });
const image = {
  ...{ registry: 'contoso.azurecr.io', digest: 'sha256:old', pushedAt: day(3) },
  vulnerabilities: [worst, flaw('CVE-2')],
};
const { scannedAt: _, ...unscanned } = version('2', 5);

describe('the version that mends an image', () => {
  it.each<[string, ImageSnapshot[], string | undefined]>([
    ['is the newest of those that lack what is attacked', [version('2', 5), version('3', 6), version('1', 4)], '3'],
    ['may keep what is less urgent', [version('2', 5, { vulnerabilities: [flaw('CVE-2')] })], '2'],
    ['is none that has it still', [version('2', 5, { vulnerabilities: [worst] })], undefined],
    ['is none that was pushed earlier', [version('1', 2)], undefined],
    ['is none that was never scanned', [unscanned], undefined],
    ['is none of which rows could not be read', [version('2', 5, { isPartial: true })], undefined],
    ['is none with "latest" alone', [version('latest', 5)], undefined],
    [
      'is none of another registry',
      [version('2', 5, { names: [{ registry: 'other.azurecr.io', repository: 'api' }] })],
      undefined,
    ],
    [
      'is none that brings something else that is attacked',
      [version('2', 5, { vulnerabilities: [flaw('CVE-9', { knownExploited: true })] })],
      undefined,
    ],
  ])('%s', (_name, versions, tag) => {
    expect(fixingTag(image, versions)?.tag).toBe(tag);
  });

  it('is not looked for where an update mends nothing', () => {
    const { fixedIn: __, ...unfixable } = worst;

    expect(fixingTag({ ...image, vulnerabilities: [unfixable] }, [version('2', 5)])).toBeUndefined();
  });
});
