import { probeFindings } from '../probes/probe-findings.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A readiness probe asks in a protocol that the port does not speak: the pod runs but never gets traffic. */
export const readinessProbeProtocolWrong = defineRule({
  code: 'readiness-probe-protocol-wrong',
  explains: ['NotReady', 'Unreachable', 'Failing'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge: (evidence, _subject, now) =>
    probeFindings({ code: 'readiness-probe-protocol-wrong', roles: ['readiness'], fault: 'protocol' }, evidence, now),
});
