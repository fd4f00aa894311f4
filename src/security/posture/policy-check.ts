import { type Check, defineCheck } from './check.ts';
import { factsOf } from './facts-of.ts';
import { type PolicyState, policyStates } from './policy-states.ts';
import { notApplicable, verdict } from './verdict.ts';

/** A check by what Azure Policy says: many resources at once, where the fact itself would cost a call each. */
export interface PolicyCheck extends Omit<Check, 'reads' | 'read' | 'judge'> {
  policyId: string;
  /** Whose verdict it is, after "says": "Azure Policy says that ...". */
  good: string;
  bad: string;
  /** What to do where it is not so. */
  next: string;
}

/** Makes a check of it; where nobody assigned the policy there is nothing to say. */
export function policyCheck({ good, bad, next, ...check }: PolicyCheck): Check {
  const property = 'policyStates.complianceState';
  return defineCheck<PolicyState>({
    ...check,
    reads: 'together',
    read: async (reading, resources) => {
      const states = await policyStates(reading);
      return factsOf(resources, ({ id }) => states.of(id, check.policyId));
    },
    judge: ({ value: { state } }) => {
      if (state === undefined) return notApplicable('No assigned policy of Azure tells it.', property, undefined);
      if (/^exempt$/i.test(state)) return notApplicable('It is exempt in Azure Policy.', property, state);
      if (!/^(non)?compliant$/i.test(state))
        return notApplicable(`Azure Policy has come to no verdict (${state}).`, property, state);
      const isGood = /^compliant$/i.test(state);
      return verdict(isGood, {
        ...{ property, value: state, step: { text: next } },
        ...{ good: `Azure Policy says that ${good}.`, bad: `Azure Policy says that ${bad}.` },
      });
    },
  });
}

/** A check that a policy which is retired looks at a resource no more. */
export function retiredPolicyCheck({
  good,
  bad,
  next,
  retired,
  ...check
}: Omit<PolicyCheck, 'policyId'> & { retired: string }): Check {
  return defineCheck<PolicyState>({
    ...check,
    reads: 'together',
    read: async (reading, resources) => {
      const states = await policyStates(reading);
      return factsOf(resources, ({ id }) => states.of(id, retired));
    },
    judge: ({ value: { state } }) =>
      verdict(state === undefined, {
        ...{ property: 'policyStates.policyDefinitionName', value: state && retired },
        ...{ good, bad, step: { text: next } },
      }),
  });
}
