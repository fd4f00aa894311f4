import { probeFindings } from '../probes/probe-findings.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A startup probe asks a port on which nothing listens: the container is killed before it is ever said to have started. */
export const startupProbePortWrong = defineRule({
  code: 'startup-probe-port-wrong',
  explains: ['CrashLoopBackOff', 'Failing', 'Unreachable'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge: (evidence, _subject, now) =>
    probeFindings({ code: 'startup-probe-port-wrong', roles: ['startup'], fault: 'port' }, evidence, now),
});
