import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { referenceFindings } from '../starting/reference-findings.ts';

/** The pod refers to a ConfigMap, or to a key of one, that is not there: its container cannot be made. */
export const configMapMissing = defineRule({
  code: 'config-map-missing',
  explains: ['Pending', 'CrashLoopBackOff', 'Failing'],
  needs: ['pods', 'events'],
  wants: situationFacts,
  judge: (evidence) => referenceFindings(situationOf(evidence), 'ConfigMap', 'config-map-missing'),
});
