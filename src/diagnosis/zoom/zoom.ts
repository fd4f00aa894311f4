import type { Azure } from '../../azure/azure.ts';
import { gather } from '../../evidence/asking/gather.ts';
import * as shelf from '../../evidence/index.ts';
import type { Window } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { Subject } from '../../model/subject.ts';
import { judgedBy } from '../judged-by.ts';
import { inOrder, type Judged } from '../rank.ts';
import type { EvidenceName, EvidenceOf, Rule } from '../rule.ts';
import { shareSituation, situationOf } from '../situation/situation.ts';
import { areLogsRead } from './are-logs-read.ts';

/** A wide question as far as it was answered: all rules of its symptom, what was read for it, and what was found, not yet ordered. */
export interface WideLook {
  rules: readonly Rule[];
  /** Those of them that judge a whole place. */
  asked: readonly Rule[];
  evidence: EvidenceOf<never, EvidenceName>;
  judged: readonly Judged[];
  window: Window;
}

/** What a closer look at one object found, likeliest first, and what was read for it alone. */
export interface CloserLook {
  object: Subject;
  judged: Judged[];
  own: EvidenceOf<never, EvidenceName>;
  gaps: Gap[];
}

/**
 * Looks at one object that a wide answer blames as a question about the object itself would: reads what is of it alone,
 * keeps what was read of the whole place, and asks anew those rules whose judgement may differ for that.
 */
export async function zoom(
  azure: Azure,
  object: Subject,
  { rules, asked, evidence, judged, window }: WideLook,
): Promise<CloserLook> {
  const fitting = rules.filter((rule) => rule.fits?.(object) ?? true);
  const hasLogs = areLogsRead(object, evidence, window.to);
  const isUnread = (name: EvidenceName) =>
    evidence[name] === undefined || (ownFacts.has(name) && !(name === 'containerLogs' && hasLogs));
  const anew = fitting.filter((rule) => !asked.includes(rule) || factsOf(rule).some(isUnread));
  const names = new Set(anew.flatMap(factsOf).filter(isUnread));
  const collectors = Object.fromEntries(Object.entries(shelf).filter(([name]) => names.has(name as EvidenceName)));
  const read = await gather(collectors, azure, object, window);
  const own = read.evidence as EvidenceOf<never, EvidenceName>;
  const all = { ...evidence, ...own };
  shareSituation(evidence, all);
  // What metrics told of it stands as well: those rules are not among these.
  const kept = judged.filter(({ rule }) => (rule.fits?.(object) ?? true) && !anew.includes(rule as Rule));
  const found = [...kept, ...judgedBy(anew, all, object, window.to)];
  return { object, judged: inOrder(found, situationOf(all), object), own, gaps: read.gaps };
}

function factsOf({ needs, wants = [] }: Rule): EvidenceName[] {
  return [...needs, ...wants];
}

/** What is read of the subject itself rather than of the place where it is. */
const ownFacts = new Set(
  Object.entries(shelf).flatMap(([name, { ofPlace = false }]: [string, { ofPlace?: boolean }]) =>
    ofPlace ? [] : [name as EvidenceName],
  ),
);
