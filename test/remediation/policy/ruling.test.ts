import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangePlace, Risk } from '../../../src/model/remediation.ts';
import { type Allowed, type Ruling, rulingOn } from '../../../src/remediation/policy/ruling.ts';
import { idOf, policyOf, someChange, someMatch, somePolicy } from './some-policy.ts';

const known = { cluster: 'prod-1', namespace: 'payments', environment: 'production' };
const restart = (place: ChangePlace, risk: Risk = 'low') => ({ action: 'restart', risk, place });

describe('a ruling', () => {
  it('asks without a policy for one approver who is not the asker', () => {
    const ruling = rulingOn(policyOf(), restart(known, 'high'));

    expect(ruling).toEqual({
      kind: 'allowed',
      rule: 'default',
      unknown: [],
      ask: ['operators'],
      approve: ['approvers'],
      approvals: 1,
      fourEyes: true,
      reason: 'optional',
      expiresMs: 3_600_000,
      windows: [],
      autoApprove: false,
      managed: 'refuse',
    });
  });

  it('is of the first rule that matches, by action, cluster, namespace and environment in any case', () => {
    const policy = policyOf(
      { name: 'action', actions: ['raise-*'] },
      { name: 'cluster', clusters: ['test-*'] },
      { name: 'namespace', namespaces: ['shop'] },
      { name: 'all', actions: ['re*'], clusters: ['PROD-?'], namespaces: ['pay*'], environments: ['Production'] },
      { name: 'later' },
    );

    expect(rulingOn(policy, restart(known)).rule).toBe('all');
    expect(rulingOn(policy, restart({ ...known, namespace: 'shop' })).rule).toBe('namespace');
    expect(rulingOn(policy, restart({ ...known, environment: 'test' })).rule).toBe('later');
    expect(rulingOn(policy, { ...restart(known), action: 'raise-memory-limit' }).rule).toBe('action');
  });

  it('is the strictest of all that may match where a name of the place is not known', () => {
    const policy = policyOf(
      { name: 'lax', namespaces: ['dev'], terms: { fourEyes: false, expiresMs: 9_000_000, managed: 'warn' } },
      {
        name: 'strict',
        namespaces: ['payments'],
        terms: { approvals: 2, windows: ['night'], approve: [{ id: idOf(1) }] },
      },
      { name: 'elsewhere', clusters: ['test-*'], terms: { approvals: 5 } },
      { name: 'rest', terms: { reason: 'required', windows: ['day'] } },
      { name: 'never', terms: 'deny' },
    );

    const ruling = rulingOn(policy, restart({ cluster: 'prod-1', environment: 'production' }));

    expect(ruling).toMatchObject({ rule: 'lax + strict + rest', unknown: ['namespace'], approvals: 2, fourEyes: true });
    expect(ruling).toMatchObject({ windows: [['night'], ['day']], approve: ['approvers', [{ id: idOf(1) }]] });
    expect(ruling).toMatchObject({ reason: 'required', expiresMs: 3_600_000, managed: 'refuse' });
  });

  it.each<[string, ChangePlace, object]>([
    ['denies there', known, { why: 'denied-there', unknown: [] }],
    ['may deny what has no namespace', { ...known, namespace: '' }, { why: 'may-be-denied', unknown: ['namespace'] }],
    ['may deny what is nowhere', {}, { why: 'may-be-denied', unknown: ['namespace', 'environment'] }],
  ])('%s', (_, place, expected) => {
    const policy = policyOf(
      { name: 'frozen', namespaces: ['payments'], environments: ['production'], terms: 'deny' },
      { name: 'rest' },
    );

    expect(rulingOn(policy, restart(place))).toEqual({ kind: 'denied', rule: 'frozen', ...expected });
    expect(rulingOn(policy, restart({ ...known, namespace: 'shop' })).kind).toBe('allowed');
  });

  it.each<[Risk, string | undefined, boolean, string | undefined]>([
    ['low', 'test', true, undefined],
    ['low', 'TEST', true, undefined],
    ['medium', 'test', false, 'risk-not-low'],
    ['high', 'test', false, 'risk-not-low'],
    ['low', undefined, false, 'environment-unknown'],
    ['low', '', false, 'environment-unknown'],
    ['low', 'production', false, 'environment-not-named-non-production'],
    ['low', 'test-of-production', false, 'environment-not-named-non-production'],
  ])('of an auto-approval, for %s risk in %s, counts it: %s', (risk, environment, autoApprove, notAuto) => {
    const ruling = rulingOn(
      policyOf({ name: 'auto', terms: { autoApprove: true } }),
      restart({ ...known, ...(environment === undefined ? { environment } : { environment }) } as ChangePlace, risk),
    ) as Allowed;

    expect([ruling.autoApprove, ruling.notAuto]).toEqual([autoApprove, notAuto]);
  });

  it('never gives to a place of which less is known more than to the place that it is', () => {
    const keep = fc.record({ cluster: fc.boolean(), namespace: fc.boolean(), environment: fc.boolean() });

    fc.assert(
      fc.property(somePolicy, someChange, keep, (policy, change, kept) => {
        const names = Object.entries(change.place).filter(([part]) => kept[part as keyof typeof kept]);
        const blurred = rulingOn(policy, { ...change, place: Object.fromEntries(names) });

        expect(excess(blurred, rulingOn(policy, change))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('never allows more after a rule that denies was put in front', () => {
    fc.assert(
      fc.property(somePolicy, someChange, someMatch, (policy, change, match) => {
        const rules = [{ name: 'no', ...match, terms: 'deny' as const }, ...policy.rules];

        expect(excess(rulingOn({ ...policy, rules }, change), rulingOn(policy, change))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

/** In what the first ruling lets more be done than the second. */
function excess(first: Ruling, second: Ruling): string[] {
  if (first.kind === 'denied') return [];
  if (second.kind === 'denied') return ['allowed'];
  const lacks = (some: readonly unknown[], all: readonly unknown[]) =>
    all.some((it) => !some.map((one) => JSON.stringify(one)).includes(JSON.stringify(it)));
  const [glass, other] = [first.breakGlass, second.breakGlass];
  const more: Record<string, boolean> = {
    ask: lacks(first.ask, second.ask),
    approve: lacks(first.approve, second.approve),
    approvals: first.approvals < second.approvals,
    fourEyes: !first.fourEyes && second.fourEyes,
    reason: first.reason === 'optional' && second.reason === 'required',
    expires: first.expiresMs > second.expiresMs,
    windows: lacks(first.windows, second.windows),
    autoApprove: first.autoApprove && !second.autoApprove,
    managed: first.managed === 'warn' && second.managed === 'refuse',
    breakGlass: !!glass && (!other || lacks(glass.who, other.who) || glass.reviewWithinMs > other.reviewWithinMs),
  };
  return Object.keys(more).filter((name) => more[name]);
}
