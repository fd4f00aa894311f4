import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/model/evidence.ts';
import type { RunningPlace, Vulnerability } from '../../src/model/image.ts';
import { imageVerdict } from '../../src/security/image-verdict.ts';
import { nextSteps } from '../../src/security/next-steps.ts';
import { countBySeverity } from '../../src/security/rank-vulnerabilities.ts';
import { whyUnscanned } from '../../src/security/why-unscanned.ts';

const at = new Date('2026-11-25T03:00:00Z');
const source = { service: 'Resource Graph', detail: 'securityresources' } as const;
const place: RunningPlace = {
  cluster: 'prod-weu',
  namespace: 'payments',
  workload: 'payments-api',
  kind: 'Deployment',
  pods: 3,
};
const evidence = <T>(value: T): Evidence<T> => ({ value, source, at });

function facts(vulnerabilities: Partial<Vulnerability>[], running: RunningPlace[] | undefined = [place]) {
  const full = vulnerabilities.map((it, index) => ({
    cve: `CVE-${index}`,
    severity: 'High' as const,
    package: 'p',
    installed: [],
    knownExploited: false,
    exploitable: false,
    ...it,
  }));
  return {
    scan: evidence({ vulnerabilities: full, form: 'individual' as const }),
    counts: countBySeverity(full),
    fixable: 0,
    repository: 'payments-api',
    ...(running && { running: evidence(running) }),
  };
}

describe('the verdict on an image', () => {
  it.each([
    [
      facts([{ knownExploited: true, fixedIn: '2' }, {}]),
      'attention',
      '1 CVE exploited in the wild, fixable; runs in prod-weu (3 pods).',
    ],
    [facts([{ exploitable: true }], []), 'warning', '1 CVE with a public exploit, no fix yet; it runs nowhere.'],
    [
      facts([{ severity: 'Critical' }, {}]),
      'warning',
      '1 Critical and 1 High, none known to be exploited; runs in prod-weu (3 pods).',
    ],
    [facts([{ severity: 'Low' }]), 'good', '1 finding, none High or worse; runs in prod-weu (3 pods).'],
    [facts([]), 'good', 'No open findings; runs in prod-weu (3 pods).'],
  ] as const)('says what matters most, and where it runs (%#)', (given, level, sentence) => {
    expect(imageVerdict(given)).toEqual({ level, sentence });
  });

  it('never calls an image clean whose findings could be read in part only', () => {
    const seen = facts([]);
    const scan = { ...seen.scan, value: { ...seen.scan.value, isPartial: true } };

    expect(imageVerdict({ ...seen, scan })).toMatchObject({ level: 'unknown' });
  });

  it('never says that an image runs nowhere when a cluster could not be asked', () => {
    const { sentence } = imageVerdict({ ...facts([], []), mayRunElsewhere: true });

    expect(sentence).toBe('No open findings; it runs in no cluster that answered.');
  });

  it('never calls an image clean that was not scanned or could not be read', () => {
    const counts = countBySeverity([]);

    expect(imageVerdict({ counts, fixable: 0, unscannedWhy: { why: 'plan off', next: '' } })).toEqual({
      level: 'unknown',
      sentence: 'Never scanned by Defender.',
    });
    expect(imageVerdict({ counts, fixable: 0 })).toEqual({ level: 'unknown', sentence: 'Findings could not be read.' });
  });

  it('names the updates that close all that is exploited', () => {
    const given = facts(
      [
        { package: 'log4j-core', fixedIn: '2.17.1', knownExploited: true },
        { package: 'glibc', fixedIn: '2.36', knownExploited: true },
        { package: 'glibc', fixedIn: '2.37' },
        { package: 'curl', fixedIn: '8', exploitable: true },
      ],
      [],
    );

    expect(nextSteps(given).map(({ text }) => text)).toEqual([
      'Rebuild with glibc 2.37 and log4j-core 2.17.1: that closes 3 of 4 findings, all that are exploited among them.',
    ]);
  });

  it('names the one update that closes the most urgent findings', () => {
    const given = facts([
      { package: 'zlib', fixedIn: '1.3' },
      { package: 'zlib', fixedIn: '1.2' },
      { package: 'openssl', fixedIn: '3.0.9', exploitable: true },
      { package: 'openssl', fixedIn: '3.0.14' },
    ]);

    expect(nextSteps(given).map(({ text }) => text)).toEqual([
      'Rebuild with openssl 3.0.14: that closes 2 of 4 findings.',
      'Then roll payments-api in prod-weu to the new tag of payments-api.',
    ]);
    expect(nextSteps(given, { tag: '1.8.1' }).map(({ text }) => text)).toEqual([
      'Roll payments-api in prod-weu to 1.8.1: it was scanned, and has none of the worst that an update mends.',
    ]);
  });
});

describe('an image that was never scanned', () => {
  const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);

  it.each([
    [{ planIsOn: false, pushedAt: daysAgo(3) }, /plan for containers is off/],
    [{ planIsOn: true, pushedAt: daysAgo(0.1) }, /less than a day ago/],
    [{ planIsOn: true, pushedAt: daysAgo(120) }, /over 90 days ago/],
    [{ planIsOn: true, pushedAt: daysAgo(120), runs: true }, /no result for this digest/],
    [{ planIsOn: undefined, pushedAt: daysAgo(3) }, /no result for this digest/],
  ])('says why (%#)', (known, why) => {
    expect(whyUnscanned({ runs: false, ...known, registry: 'contoso.azurecr.io' }, at).why).toMatch(why);
  });
});
