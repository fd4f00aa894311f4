import { probeFindings } from '../probes/probe-findings.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A startup probe asks in a protocol that the port does not speak: the container is killed before it is ever said to have started. */
export const startupProbeProtocolWrong = defineRule({
  code: 'startup-probe-protocol-wrong',
  explains: ['CrashLoopBackOff', 'Failing', 'Unreachable'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge: (evidence, _subject, now) =>
    probeFindings({ code: 'startup-probe-protocol-wrong', roles: ['startup'], fault: 'protocol' }, evidence, now),
});
