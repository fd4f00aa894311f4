import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommendationRow } from '../../../src/evidence/images/recommendation-row.ts';
import type { GateFinding } from '../../../src/security/gate/gate-facts.ts';
import type { GatePolicy } from '../../../src/security/gate/gate-policy.ts';
import { judge } from '../../../src/security/gate/judge.ts';
import { daysAgo, exception, facts, now, policy } from './given.ts';

const anyFinding = fc.record(
  {
    id: fc.constantFrom('CVE-1', 'CVE-2', 'CVE-3', 'CVE-4'),
    package: fc.constant('p'),
    severity: fc.constantFrom('Critical', 'High', 'Medium', 'Low', 'Unknown'),
    fixable: fc.boolean(),
    isFixUnknown: fc.boolean(),
    knownExploited: fc.boolean(),
    publishedAt: fc.integer({ min: -3, max: 60 }).map(daysAgo),
  },
  { requiredKeys: ['id', 'package', 'severity', 'fixable', 'knownExploited'] },
) as fc.Arbitrary<GateFinding>;
const limit = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const limits = fc.record({ Critical: limit, High: limit, Medium: limit, Low: limit, Unknown: limit });
const anyException = fc
  .record({ id: fc.constantFrom('CVE-1', 'CVE-2', 'not-signed'), days: fc.integer({ min: -5, max: 5 }) })
  .map(({ id, days }) => exception([id], { expires: daysAgo(days) }));
const anyPolicy = fc
  .record({
    max: limits,
    onlyFixable: fc.boolean(),
    graceDays: limits.map((it) => it as GatePolicy['graceDays']),
    knownExploited: fc.constantFrom('fail' as const, 'count' as const),
    exceptions: fc.array(anyException, { maxLength: 4 }),
  })
  .map((it) => policy(it as Partial<GatePolicy>));
/** What Defender's rows say of a fix, as they are known. */
const aFix = fc.constantFrom(['2.0', 'FixAvailable'], ['', 'NoFixAvailable'], ['', 'FixAvailable'], ['', 'Unknown']);
const rows = fc.array(fc.record({ severity: fc.constantFrom('Critical', 'High', 'Low'), fix: aFix }), { maxLength: 6 });
const fields = ['FixedVersion', 'FixStatus'] as const;

/** The findings of one row; `lost` are names of fields that are in it no more. */
function inRow(
  details: readonly { severity: string; fix: readonly string[] }[],
  lost: readonly string[],
): GateFinding[] {
  const without = (it: object) => Object.fromEntries(Object.entries(it).filter(([name]) => !lost.includes(name)));
  const cves = details.map(({ severity, fix: [FixedVersion, FixStatus] }, n) =>
    without({ CveId: `CVE-${n}`, Severity: severity, FixedVersion, FixStatus }),
  );
  const [version = '', status = 'NoFixAvailable'] = details.find(({ fix }) => fix[0] !== '')?.fix ?? [];
  const row = without({ FixedVersion: version, FixStatus: status });
  const columns = { fixedIn: row.FixedVersion, fixStatus: row.FixStatus, cves, software: 'p', status: 'Unhealthy' };
  return recommendationRow(columns).vulnerabilities.map(({ cve, fixedIn, isFixUnknown, ...it }) => ({
    ...{ id: cve, package: it.package, severity: it.severity, knownExploited: it.knownExploited },
    ...{ fixable: fixedIn !== undefined, isFixUnknown },
  }));
}
const rank = { pass: 0, 'could-not-judge': 1, fail: 2 };

describe('whatever an image has and a policy says', () => {
  it('more findings never help', () => {
    fc.assert(
      fc.property(fc.array(anyFinding), fc.array(anyFinding), anyPolicy, fc.nat(2), (some, more, by, unreadable) => {
        const found = { unreadable };
        const before = judge(facts(some, { found }), by, now);
        const after = judge(facts([...some, ...more], { found }), by, now);

        expect(rank[after.verdict]).toBeGreaterThanOrEqual(rank[before.verdict]);
        for (const { code } of before.reasons) expect(after.reasons.map((it) => it.code)).toContain(code);
      }),
    );
  });

  it('rows that lost what they said of fixes never help, also where only what can be fixed counts', () => {
    fc.assert(
      fc.property(rows, fc.subarray([...fields]), anyPolicy, (details, lost, by) => {
        const [whole, less] = [[], lost].map((it) => judge(facts(inRow(details, it)), by, now));

        expect(rank[less?.verdict ?? 'pass']).toBeGreaterThanOrEqual(rank[whole?.verdict ?? 'fail']);
      }),
    );
  });

  it('an exception that is over is as good as none', () => {
    fc.assert(
      fc.property(fc.array(anyFinding), anyPolicy, (some, by) => {
        const inForce = by.exceptions.filter(({ expires }) => expires > now);

        const [all, those] = [by, { ...by, exceptions: inForce }].map((it) => judge(facts(some), it, now));

        expect(all?.reasons).toEqual(those?.reasons);
        expect(all?.exceptions.filter(({ isOver, took }) => isOver && took > 0)).toEqual([]);
      }),
    );
  });

  it('what is known to be exploited fails, and a pass has no reason', () => {
    fc.assert(
      fc.property(fc.array(anyFinding), anyPolicy, (some, by) => {
        const { verdict, reasons } = judge(facts(some), by, now);

        if (by.knownExploited === 'fail' && some.some(({ knownExploited }) => knownExploited))
          expect(verdict).toBe('fail');
        expect(verdict === 'pass').toBe(reasons.length === 0);
      }),
    );
  });
});
