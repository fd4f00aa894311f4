import { quotaFindings } from '../admission/quota-findings.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** The namespace may have no more pods. */
export const quotaPodsUsedUp = defineRule({
  code: 'quota-pods-used-up',
  explains: ['Pending', 'Unreachable', 'Failing'],
  needs: ['events'],
  wants: situationFacts,
  judge: (evidence) => quotaFindings(situationOf(evidence), 'quota-pods-used-up', /^(count\/)?pods$/),
});
