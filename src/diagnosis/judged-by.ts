import type { Subject } from '../model/subject.ts';
import type { Judged } from './rank.ts';
import type { EvidenceName, EvidenceOf, Rule } from './rule.ts';

/** Asks each rule whose needs were read; what they find is not yet ordered. */
export function judgedBy(
  asked: readonly Rule[],
  evidence: EvidenceOf<never, EvidenceName>,
  subject: Subject,
  now: Date,
): Judged[] {
  return asked
    .filter((rule) => rule.needs.every((name) => evidence[name] !== undefined))
    .flatMap((rule) => {
      const found = rule.judge(evidence as EvidenceOf<EvidenceName, never>, subject, now);
      return [found ?? []].flat().map((finding) => ({ finding, rule }));
    });
}
