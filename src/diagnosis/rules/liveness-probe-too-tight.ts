import { probeFindings } from '../probes/probe-findings.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A liveness probe gives its container less time than it takes to start: it is killed before it can serve. */
export const livenessProbeTooTight = defineRule({
  code: 'liveness-probe-too-tight',
  explains: ['CrashLoopBackOff', 'Failing', 'Unreachable'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge: (evidence, _subject, now) =>
    probeFindings({ code: 'liveness-probe-too-tight', roles: ['liveness'], fault: 'timing' }, evidence, now),
});
