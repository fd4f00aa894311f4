import type { GateReason, GateVerdict } from '../../model/gate-verdict.ts';
import { exceptionsFor, isCoverable } from './exceptions-for.ts';
import type { GateFacts } from './gate-facts.ts';
import type { GatePolicy } from './gate-policy.ts';
import { reasonsOfFindings } from './reasons-of-findings.ts';
import { reasonsOfOrigin } from './reasons-of-origin.ts';
import { verdictSentence } from './verdict-sentence.ts';

/** More than an exception may cover: whoever has so much to excuse builds the image anew. */
const mostExcusable = 51;

/**
 * Whether an image passes a policy, with every reason; pure. What surely fails fails, whatever else could not be seen;
 * what could not be seen keeps from passing. So more findings never make a pass of a fail.
 */
export function judge(facts: GateFacts, policy: GatePolicy, now: Date): GateVerdict {
  const exceptions = exceptionsFor(facts.image, policy.exceptions, now);
  const findings = reasonsOfFindings(facts.found, policy, exceptions, now);
  const origin = reasonsOfOrigin(facts, policy).filter(({ code }) => !(isCoverable(code) && exceptions.take(code)));
  const reasons = [...findings.reasons, ...origin].sort((a, b) => rank(a) - rank(b));
  const verdict = reasons.some(({ does }) => does === 'fail')
    ? 'fail'
    : reasons.length > 0
      ? 'could-not-judge'
      : 'pass';
  const { found, image, gaps } = facts;
  const said: Omit<GateVerdict, 'sentence'> = {
    ...{ verdict, policy: policy.name, image, reasons, judgedAt: now },
    counts: findings.counts,
    counted: findings.counted,
    exceptions: exceptions.used(),
    excusable: findings.excusable
      ? [...findings.excusable, ...origin.map(({ code }) => code).filter(isCoverable)].slice(0, mostExcusable)
      : [],
    notes: findings.notes,
    gaps: [...gaps],
    ...(found.kind === 'read' && {
      source: { name: found.source, ...(found.scannedAt && { scannedAt: found.scannedAt }) },
    }),
  };
  return { ...said, sentence: verdictSentence(said) };
}

function rank({ does }: GateReason): number {
  return does === 'fail' ? 0 : 1;
}
