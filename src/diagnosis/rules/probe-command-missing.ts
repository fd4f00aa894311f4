import { probeFindings } from '../probes/probe-findings.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A probe runs a command that is not in the image, or may not be run. */
export const probeCommandMissing = defineRule({
  code: 'probe-command-missing',
  explains: ['CrashLoopBackOff', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge: (evidence, _subject, now) =>
    probeFindings(
      { code: 'probe-command-missing', roles: ['liveness', 'readiness', 'startup'], fault: 'command' },
      evidence,
      now,
    ),
});
