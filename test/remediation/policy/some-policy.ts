import fc from 'fast-check';
import type { Decision } from '../../../src/model/remediation.ts';
import {
  type Circle,
  defaultRule,
  type Policy,
  type PolicyRule,
  type Terms,
} from '../../../src/remediation/policy/policy.ts';
import type { AskedChange } from '../../../src/remediation/policy/ruling.ts';

/** An object id that is easy to tell apart. */
export const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const maybe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: undefined, freq: 2 });
const globs = (...names: string[]) => maybe(fc.subarray([...names, '*'], { minLength: 1, maxLength: 2 }));
const circle = (role: Circle): fc.Arbitrary<Circle> =>
  fc.oneof(
    fc.constant(role),
    fc.subarray([1, 2, 3, 4], { minLength: 1 }).map((them) => them.map((n) => ({ id: idOf(n) }))),
  );

const terms: fc.Arbitrary<Terms> = fc.record({
  ask: circle('operators'),
  approve: circle('approvers'),
  approvals: fc.integer({ min: 1, max: 3 }),
  fourEyes: fc.boolean(),
  reason: fc.constantFrom('required', 'optional'),
  expiresMs: fc.constantFrom(60_000, 3_600_000),
  windows: maybe(fc.subarray(['day', 'night'], { minLength: 1 })),
  autoApprove: fc.boolean(),
  managed: fc.constantFrom('refuse', 'warn'),
  breakGlass: maybe(fc.record({ who: circle('operators'), reviewWithinMs: fc.constantFrom(1000, 2000) })),
});

/** What rules narrow by. */
export const someMatch = fc.record({
  actions: globs('restart', 'drain', 'r*'),
  clusters: globs('prod-1', 'test-1', 'prod-*'),
  namespaces: globs('payments', 'shop'),
  environments: globs('production', 'test'),
});

const rule: fc.Arbitrary<PolicyRule> = fc
  .tuple(someMatch, fc.oneof({ weight: 4, arbitrary: terms }, { weight: 1, arbitrary: fc.constant('deny' as const) }))
  .map(([match, it]) => ({ name: 'rule', ...match, terms: it }));

/** Up to five rules. */
export const somePolicy: fc.Arbitrary<Policy> = fc.array(rule, { maxLength: 5 }).map((rules) => ({
  rules: rules.map((it, n) => ({ ...it, name: `rule ${n}` })),
  nonProduction: new Set(['test']),
  timeIntervals: new Map(),
}));

/** A change at a place of which everything is known. */
export const someChange: fc.Arbitrary<AskedChange & { place: Required<AskedChange['place']> }> = fc.record({
  action: fc.constantFrom('restart', 'drain', 'scale'),
  risk: fc.constantFrom('low', 'medium', 'high'),
  place: fc.record({
    cluster: fc.constantFrom('prod-1', 'test-1'),
    namespace: fc.constantFrom('payments', 'shop', 'other'),
    environment: fc.constantFrom('production', 'test', 'Test', 'else'),
  }),
});

/** What somebody said; the same person may say much, in either case of the letters of his id. */
export const someDecision: fc.Arbitrary<Decision> = fc.record({
  kind: fc.constantFrom('approved', 'approved', 'approved', 'broke-glass', 'rejected'),
  by: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.boolean()).map(([n, isUpper]) => person(n, isUpper)),
  at: fc.constant(new Date(0)),
  reason: fc.constantFrom('', ' ', 'the shop is down'),
  authority: fc.constant('approver by list'),
});

/** A person by number. */
export function person(n: number, isUpper = false) {
  const objectId = `abcdef00-${idOf(n).slice(9)}`;
  return { tenantId: 't', objectId: isUpper ? objectId.toUpperCase() : objectId, name: `p${n}`, teamsId: `29:${n}` };
}

/** A rule with the terms of the default but for what it says. */
interface GivenRule extends Omit<PolicyRule, 'terms'> {
  terms?: Partial<Terms> | 'deny';
}

/** A policy of these rules. */
export function policyOf(...rules: GivenRule[]): Policy {
  return {
    rules: rules.map((rule): PolicyRule => {
      if (rule.terms === 'deny') return { ...rule, terms: 'deny' };
      return { ...rule, terms: { ...defaultRule.terms, ...rule.terms } };
    }),
    nonProduction: new Set(['test']),
    timeIntervals: new Map(),
  };
}
