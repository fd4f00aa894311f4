import type { Azure } from '../azure/azure.ts';
import { gather } from '../evidence/asking/gather.ts';
import * as shelf from '../evidence/index.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Evidence, Window } from '../model/evidence.ts';
import { isOneThing, type Subject, type Symptom } from '../model/subject.ts';
import type { Suggestion } from '../remediation/suggestion.ts';
import { askOnce } from './ask-once.ts';
import { judgedBy } from './judged-by.ts';
import { isExplained, lookFurther } from './look-further.ts';
import { mergeGaps } from './merge-gaps.ts';
import { inOrder, type Judged } from './rank.ts';
import type { EvidenceName, EvidenceOf, Rule } from './rule.ts';
import * as rules from './rules/index.ts';
import { situationOf } from './situation/situation.ts';
import { mergeZoomed } from './zoom/merge-zoomed.ts';
import { zoom } from './zoom/zoom.ts';
import { zoomTargets } from './zoom/zoom-targets.ts';

/** From here on a finding is an answer, also that all is well. */
const answered = 0.5;

/**
 * Why: reads what the symptom's rules need, all at once, and lets them judge; without a symptom all rules are asked.
 * A question about a whole place then looks closer at what is blamed there, as if that had been asked about.
 * What state does not explain is looked for in metrics; a person who asks why it is slow gets them in any case.
 * The window's end is "now". What could not be read is a gap; throws only on bugs.
 */
export async function diagnose(
  azure: Azure,
  subject: Subject,
  symptom: Symptom | undefined,
  window: Window,
): Promise<Diagnosis<Suggestion>> {
  const once = askOnce(azure);
  const { always: all = [], ...late } = Object.groupBy(rulesFor(symptom), ({ asked = 'always' }) => asked);
  const asked = all.filter((rule) => rule.fits?.(subject) ?? true);
  const { evidence, gaps } = await gather(collectorsFor(asked, subject), once, subject, window);
  const state = evidence as EvidenceOf<never, EvidenceName>;
  const first = { evidence: state, judged: judgedBy(asked, state, subject, window.to), window, gaps: [] };
  const wide = inOrder(first.judged, situationOf(state), subject);
  const targets = zoomTargets(
    wide.map(({ finding }) => finding),
    subject,
  );
  const looks = await Promise.all(targets.map((object) => zoom(once, object, { rules: all, asked, ...first })));
  const withLooks = (from: Judged[]) =>
    looks.reduce((found, look) => mergeZoomed(found, look.object, look.judged), from);
  const told = withLooks(wide);
  const isEnough = symptom !== 'Slow' && isExplained(told);
  const further = isEnough ? first : await lookFurther(once, subject, late, first, symptom === 'Slow');
  const { evidence: read } = further;
  const merged = isEnough ? told : withLooks(inOrder(further.judged, situationOf(read), subject));
  // That metrics are missing matters to nobody whose question has an answer.
  const isMissed = symptom === 'Slow' || !merged.some(({ finding }) => finding.confidence >= answered);
  // What was read of the first that is blamed stands beside what was read of all.
  const facts = [...looks.toReversed().map(({ own }) => own), read].flatMap((its) => Object.entries(its));
  return {
    subject,
    ...(symptom ? { symptom } : {}),
    window,
    findings: merged.map(({ finding }) => finding),
    evidence: new Map(facts as [string, Evidence<unknown>][]),
    gaps: mergeGaps([...gaps, ...(isMissed ? further.gaps : []), ...looks.flatMap((look) => look.gaps)]),
  };
}

/** The rules that may explain a symptom, in the order of the shelf. */
export function rulesFor(symptom: Symptom | undefined): Rule[] {
  const all = Object.values(rules) as Rule[];
  return all.filter((rule) => symptom === undefined || rule.explains.includes(symptom));
}

/** Asks each rule whose needs were read, and orders what they find: the likeliest cause first. */
export function judge(asked: readonly Rule[], evidence: EvidenceOf<never, EvidenceName>, subject: Subject, now: Date) {
  return inOrder(judgedBy(asked, evidence, subject, now), situationOf(evidence), subject).map(({ finding }) => finding);
}

/** What the rules look at; of a whole place only what is not too much of it, or without which a rule is dumb. */
function collectorsFor(asked: readonly Rule[], subject: Subject) {
  const needed = new Set(asked.flatMap((rule) => rule.needs));
  const wanted = new Set(asked.flatMap((rule) => rule.wants ?? []));
  return Object.fromEntries(
    Object.entries(shelf).filter(([key, { closeUp = false }]: [string, { closeUp?: boolean }]) => {
      const name = key as EvidenceName;
      return needed.has(name) || (wanted.has(name) && (isOneThing(subject) || !closeUp));
    }),
  );
}
