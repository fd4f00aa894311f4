import type { Azure } from '../azure/azure.ts';
import { gather } from '../evidence/asking/gather.ts';
import * as shelf from '../evidence/index.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Evidence, Window } from '../model/evidence.ts';
import type { Subject, Symptom } from '../model/subject.ts';
import { askOnce } from './ask-once.ts';
import { mergeGaps } from './merge-gaps.ts';
import { ranked } from './rank.ts';
import type { EvidenceName, EvidenceOf, Rule, Suggestion } from './rule.ts';
import * as rules from './rules/index.ts';
import { situationOf } from './situation/situation.ts';

/**
 * Why: reads what the symptom's rules need, all at once, and lets them judge; without a symptom all rules are asked.
 * The window's end is "now". What could not be read is a gap; throws only on bugs.
 */
export async function diagnose(
  azure: Azure,
  subject: Subject,
  symptom: Symptom | undefined,
  window: Window,
): Promise<Diagnosis<Suggestion>> {
  const asked = rulesFor(symptom).filter((rule) => rule.fits?.(subject) ?? true);
  const names = new Set(asked.flatMap((rule) => [...rule.needs, ...(rule.wants ?? [])]));
  const collectors = Object.fromEntries(Object.entries(shelf).filter(([name]) => names.has(name as EvidenceName)));
  const { evidence, gaps } = await gather(collectors, askOnce(azure), subject, window);
  return {
    subject,
    ...(symptom ? { symptom } : {}),
    window,
    findings: judge(asked, evidence as EvidenceOf<never, EvidenceName>, subject, window.to),
    evidence: new Map(Object.entries(evidence) as [string, Evidence<unknown>][]),
    gaps: mergeGaps(gaps),
  };
}

/** The rules that may explain a symptom, in the order of the shelf. */
export function rulesFor(symptom: Symptom | undefined): Rule[] {
  const all = Object.values(rules) as Rule[];
  return all.filter((rule) => symptom === undefined || rule.explains.includes(symptom));
}

/** Asks each rule whose needs were read, and orders what they find: the likeliest cause first. */
export function judge(asked: readonly Rule[], evidence: EvidenceOf<never, EvidenceName>, subject: Subject, now: Date) {
  const judged = asked
    .filter((rule) => rule.needs.every((name) => evidence[name] !== undefined))
    .flatMap((rule) => {
      const found = rule.judge(evidence as EvidenceOf<EvidenceName, never>, subject, now);
      return [found ?? []].flat().map((finding) => ({ finding, rule }));
    });
  return ranked(judged, situationOf(evidence), subject);
}
