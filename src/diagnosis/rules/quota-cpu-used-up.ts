import { quotaFindings } from '../admission/quota-findings.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** The namespace's quota for CPU leaves no room for another pod. */
export const quotaCpuUsedUp = defineRule({
  code: 'quota-cpu-used-up',
  explains: ['Pending', 'Unreachable', 'Failing'],
  needs: ['events'],
  wants: situationFacts,
  judge: (evidence) => quotaFindings(situationOf(evidence), 'quota-cpu-used-up', /(^|\.)cpu$/),
});
