import { probeFindings } from '../probes/probe-findings.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A liveness probe asks in a protocol that the port does not speak: a container that is well is killed again and again. */
export const livenessProbeProtocolWrong = defineRule({
  code: 'liveness-probe-protocol-wrong',
  explains: ['CrashLoopBackOff', 'Failing', 'Unreachable'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge: (evidence, _subject, now) =>
    probeFindings({ code: 'liveness-probe-protocol-wrong', roles: ['liveness'], fault: 'protocol' }, evidence, now),
});
