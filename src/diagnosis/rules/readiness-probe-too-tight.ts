import { probeFindings } from '../probes/probe-findings.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A readiness probe waits for less time than its container takes to answer, though the same port answers the liveness probe. */
export const readinessProbeTooTight = defineRule({
  code: 'readiness-probe-too-tight',
  explains: ['NotReady', 'Unreachable', 'Failing'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge: (evidence, _subject, now) =>
    probeFindings({ code: 'readiness-probe-too-tight', roles: ['readiness'], fault: 'timing' }, evidence, now),
});
