import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/model/remediation.ts';
import { standingOf } from '../../../src/remediation/policy/approvals-of.ts';
import { defaultRule, type Policy, type Terms } from '../../../src/remediation/policy/policy.ts';
import { type AskedChange, rulingOn } from '../../../src/remediation/policy/ruling.ts';
import { person, policyOf, someChange, someDecision, somePolicy } from './some-policy.ts';

const asker = person(1);
const place = { cluster: 'c', namespace: 'n', environment: 'test' };
const say = (kind: Decision['kind'], n: number, reason?: string): Decision => ({
  kind,
  by: person(n),
  at: new Date(0),
  authority: 'approver by list',
  ...(reason !== undefined && { reason }),
});
const glass: Partial<Terms> = { breakGlass: { who: 'operators', reviewWithinMs: 1 } };

describe('where a change stands', () => {
  it.each<[string, Partial<Terms> | 'deny', Decision[], [boolean, string, number]]>([
    ['nobody said anything', {}, [], [false, 'approvals-missing', 1]],
    ['another approved', {}, [say('approved', 2)], [true, 'approved', 0]],
    ['the asker approved', {}, [say('approved', 1)], [false, 'approvals-missing', 1]],
    ['the asker approved, and may', { fourEyes: false }, [say('approved', 1)], [true, 'approved', 0]],
    [
      'one of two approved twice',
      { approvals: 2 },
      [2, 2].map((n) => say('approved', n)),
      [false, 'approvals-missing', 1],
    ],
    ['two of two approved', { approvals: 2 }, [2, 3].map((n) => say('approved', n)), [true, 'approved', 0]],
    ['one rejected', {}, [say('rejected', 3), say('approved', 2)], [false, 'rejected', 0]],
    ['the policy approves', { autoApprove: true }, [], [true, 'auto-approved', 0]],
    ['it was rejected all the same', { autoApprove: true }, [say('rejected', 2)], [false, 'rejected', 0]],
    ['the glass was broken', glass, [say('broke-glass', 1, 'fire')], [true, 'glass-broken', 0]],
    ['it was broken without a reason', glass, [say('broke-glass', 1, ' ')], [false, 'approvals-missing', 1]],
    ['there is no glass to break', {}, [say('broke-glass', 1, 'fire')], [false, 'approvals-missing', 1]],
    ['the policy denies', 'deny', [say('approved', 2)], [false, 'denied', 0]],
  ])('%s', (_, terms, decisions, expected) => {
    const ruling = rulingOn(policyOf({ name: 'r', terms }), { action: 'restart', risk: 'low', place });

    const { mayRun, why, missing } = standingOf(ruling, asker, decisions);

    expect([mayRun, why, missing]).toEqual(expected);
  });

  it('is never that it may run without what the first matching rule names', () => {
    fc.assert(
      fc.property(somePolicy, someChange, fc.array(someDecision, { maxLength: 6 }), (policy, change, decisions) => {
        const standing = standingOf(rulingOn(policy, change), asker, decisions);

        expect(standing.mayRun).toBe(isDue(policy, change, decisions));
      }),
      { numRuns: 600 },
    );
  });

  it('is the same however often somebody says the same', () => {
    fc.assert(
      fc.property(somePolicy, someChange, fc.array(someDecision, { maxLength: 4 }), (policy, change, decisions) => {
        const ruling = rulingOn(policy, change);

        const again = standingOf(ruling, asker, [...decisions, ...decisions, ...decisions]);

        expect(again).toEqual(standingOf(ruling, asker, decisions));
      }),
    );
  });
});

/** The same by other means: a rule is looked up name by name, people are counted by their names. */
function isDue(policy: Policy, { action, risk, place: at }: AskedChange, decisions: readonly Decision[]): boolean {
  const fits = (patterns: readonly string[] | undefined, name = '') =>
    !patterns ||
    patterns.some((it) => it === name.toLowerCase() || (it.endsWith('*') && name.startsWith(it.slice(0, -1))));
  const rule = policy.rules.find(
    (it) =>
      fits(it.actions, action) &&
      fits(it.clusters, at.cluster) &&
      fits(it.namespaces, at.namespace) &&
      fits(it.environments, at.environment),
  );
  const terms = (rule ?? defaultRule).terms;
  if (terms === 'deny' || decisions.some(({ kind }) => kind === 'rejected')) return false;
  const names = new Set(decisions.flatMap(({ kind, by }) => (kind === 'approved' ? [by.name] : [])));
  if (terms.fourEyes) names.delete(asker.name);
  const isAuto = terms.autoApprove && risk === 'low' && at.environment?.toLowerCase() === 'test';
  const isBroken = decisions.some((it) => it.kind === 'broke-glass' && it.reason === 'the shop is down');
  return names.size >= terms.approvals || isAuto || (terms.breakGlass !== undefined && isBroken);
}
