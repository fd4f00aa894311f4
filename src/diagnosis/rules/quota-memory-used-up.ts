import { quotaFindings } from '../admission/quota-findings.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** The namespace's quota for memory leaves no room for another pod. */
export const quotaMemoryUsedUp = defineRule({
  code: 'quota-memory-used-up',
  explains: ['Pending', 'Unreachable', 'Failing'],
  needs: ['events'],
  wants: situationFacts,
  judge: (evidence) => quotaFindings(situationOf(evidence), 'quota-memory-used-up', /(^|\.)memory$/),
});
