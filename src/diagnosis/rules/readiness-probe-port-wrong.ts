import { probeFindings } from '../probes/probe-findings.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A readiness probe asks a port on which nothing listens: the pod runs but never gets traffic. */
export const readinessProbePortWrong = defineRule({
  code: 'readiness-probe-port-wrong',
  explains: ['NotReady', 'Unreachable', 'Failing'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge: (evidence, _subject, now) =>
    probeFindings({ code: 'readiness-probe-port-wrong', roles: ['readiness'], fault: 'port' }, evidence, now),
});
