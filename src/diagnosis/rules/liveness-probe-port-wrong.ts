import { probeFindings } from '../probes/probe-findings.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A liveness probe asks a port on which nothing listens: a container that is well is killed again and again. */
export const livenessProbePortWrong = defineRule({
  code: 'liveness-probe-port-wrong',
  explains: ['CrashLoopBackOff', 'Failing', 'Unreachable'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge: (evidence, _subject, now) =>
    probeFindings({ code: 'liveness-probe-port-wrong', roles: ['liveness'], fault: 'port' }, evidence, now),
});
