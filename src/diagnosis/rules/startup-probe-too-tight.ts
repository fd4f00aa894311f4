import { probeFindings } from '../probes/probe-findings.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A startup probe gives its container less time than it takes to start. */
export const startupProbeTooTight = defineRule({
  code: 'startup-probe-too-tight',
  explains: ['CrashLoopBackOff', 'Failing', 'Unreachable'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge: (evidence, _subject, now) =>
    probeFindings({ code: 'startup-probe-too-tight', roles: ['startup'], fault: 'timing' }, evidence, now),
});
