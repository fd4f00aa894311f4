import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { referenceFindings } from '../starting/reference-findings.ts';

/** The pod refers to a Secret, or to a key of one, that is not there: its container cannot be made. */
export const secretMissing = defineRule({
  code: 'secret-missing',
  explains: ['Pending', 'CrashLoopBackOff', 'Failing'],
  needs: ['pods', 'events'],
  wants: situationFacts,
  judge: (evidence) => referenceFindings(situationOf(evidence), 'Secret', 'secret-missing'),
});
