import { probeFindings } from '../probes/probe-findings.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A probe asks for a path that the server does not have, or gives only to those who sign in. */
export const probePathWrong = defineRule({
  code: 'probe-path-wrong',
  explains: ['CrashLoopBackOff', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'containerLogs'],
  judge: (evidence, _subject, now) =>
    probeFindings(
      { code: 'probe-path-wrong', roles: ['liveness', 'readiness', 'startup'], fault: 'path' },
      evidence,
      now,
    ),
});
