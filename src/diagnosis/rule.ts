import type { Collector } from '../evidence/collector.ts';
import type * as shelf from '../evidence/index.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Subject, Symptom } from '../model/subject.ts';
import type { Suggestion } from '../remediation/suggestion.ts';

/** The names of what is on the evidence shelf. */
export type EvidenceName = keyof typeof shelf;

/** The fact that a collector reads, by its name. */
export type FactOf<Name extends EvidenceName> =
  (typeof shelf)[Name] extends Collector<string, infer Fact> ? Fact : never;

/** What a rule gets to see: all that it needs, and what was there of what it wants; nothing else compiles. */
export type EvidenceOf<Needs extends EvidenceName, Wants extends EvidenceName = never> = {
  readonly [Name in Needs]: Evidence<FactOf<Name>>;
} & { readonly [Name in Wants]?: Evidence<FactOf<Name>> };

/** None, one, or one for each object that a rule blames. */
export type Judgement = Finding<Suggestion> | readonly Finding<Suggestion>[] | undefined;

/** Judges evidence; pure. */
export interface Rule<
  Needs extends EvidenceName = EvidenceName,
  Wants extends EvidenceName = EvidenceName,
  Found extends Judgement = Judgement,
> {
  /** Stable: people and tests refer to it. */
  code: string;
  explains: readonly Symptom[];
  /**
   * What its findings are, 'cause' unless it says otherwise: a 'symptom' gives way to a cause that brings it about
   * (a crash, when what it depends on is down); 'lint' is a mistake that need not hurt, and stands behind both;
   * an 'all-clear' is said only where no cause is.
   */
  weight?: 'cause' | 'symptom' | 'lint' | 'all-clear';
  /**
   * Set where it is asked only when the other rules explain nothing, or when a person asks why it is slow: what it reads
   * costs much. 'when-slow' waits moreover until something is seen to be slow, or nothing can be measured.
   */
  asked?: 'when-unexplained' | 'when-slow';
  /** Subjects that it can judge: all, unless it says which. */
  fits?(subject: Subject): boolean;
  /** Without all of these the rule is not asked. */
  needs: readonly Needs[];
  /** These make the judgement surer; they may be missing. */
  wants?: readonly Wants[];
  judge(evidence: EvidenceOf<Needs, Wants>, subject: Subject, now: Date): Found;
}

/** Adds types, nothing else. */
export function defineRule<
  const Needs extends EvidenceName = never,
  const Wants extends EvidenceName = never,
  Found extends Judgement = Judgement,
>(rule: Rule<Needs, Wants, Found>): Rule<Needs, Wants, Found> {
  return rule;
}
