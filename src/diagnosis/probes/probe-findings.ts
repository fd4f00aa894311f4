import type { Finding } from '../../model/finding.ts';
import type { Suggestion } from '../../remediation/suggestion.ts';
import { quoteEvent } from '../quote.ts';
import type { EvidenceOf } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import { changeOf } from './probe-change.ts';
import { type ProbeRole, type ProbeTrouble, probeTroubles } from './probe-trouble.ts';
import { type ProbeVerdict, verdictOn } from './verdict.ts';
import { told } from './words.ts';

/** What is asked for: the faults of the probes of these roles. */
export interface Wanted {
  code: string;
  roles: readonly ProbeRole[];
  fault: ProbeVerdict['fault'];
}

/** One finding for each workload that has a probe with this fault; failures that hurt nobody are low guesses. */
export function probeFindings(
  { code, roles, fault }: Wanted,
  evidence: EvidenceOf<never, SituationFact | 'containerLogs'>,
  now: Date,
): Finding<Suggestion>[] {
  const situation = situationOf(evidence);
  const troubles = probeTroubles(situation, now);
  const seen = new Set<ProbeTrouble['workload']>();
  return troubles.flatMap((trouble): Finding<Suggestion>[] => {
    if (!roles.includes(trouble.role) || seen.has(trouble.workload)) return [];
    const verdict = verdictOn(trouble, troubles, situation, evidence.containerLogs?.value ?? []);
    if (verdict?.fault !== fault) return [];
    seen.add(trouble.workload);
    const { workload, event, killing } = trouble;
    const { sentence, step, derivation } = told(trouble, verdict);
    const change = changeOf(trouble);
    return [
      {
        code,
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        // A single failure of something that is well is the noise of a start.
        confidence: trouble.suffers ? verdict.sureness : event.count > 2 ? 0.3 : 0.1,
        sentence,
        quotes: [quoteEvent(event), ...(killing ? [quoteEvent(killing)] : [])],
        suggestions: [{ text: step }],
        derivation: [...derivation, ...(change ? [change] : [])],
      },
    ];
  });
}
