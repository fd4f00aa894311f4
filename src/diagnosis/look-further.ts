import type { Azure } from '../azure/azure.ts';
import { gather } from '../evidence/asking/gather.ts';
import * as shelf from '../evidence/index.ts';
import type { Window } from '../model/evidence.ts';
import type { Gap } from '../model/gap.ts';
import type { Subject } from '../model/subject.ts';
import { judgedBy } from './judged-by.ts';
import type { Judged } from './rank.ts';
import type { EvidenceName, EvidenceOf, Rule } from './rule.ts';
import { shareSituation } from './situation/situation.ts';

/** A question as far as it was answered. */
export interface Answered {
  evidence: EvidenceOf<never, EvidenceName>;
  judged: readonly Judged[];
  window: Window;
}

/** From here on a finding explains what was asked. */
const saying = 0.5;

/** Whether something was found that is surer than a guess and no all-clear. */
export function isExplained(judged: readonly Judged[]): boolean {
  return judged.some(({ finding, rule }) => rule.weight !== 'all-clear' && finding.confidence >= saying);
}

/** Reads what further rules need beside what was read already, and lets them judge too. What fails is a gap. */
export async function lookFurther(
  azure: Azure,
  subject: Subject,
  further: readonly Rule[],
  { evidence, judged, window }: Answered,
): Promise<Answered & { gaps: Gap[] }> {
  const asked = further.filter((rule) => rule.fits?.(subject) ?? true);
  const names = new Set(asked.flatMap(({ needs, wants = [] }) => [...needs, ...wants]));
  const unread = Object.entries(shelf).filter(([name]) => {
    const it = name as EvidenceName;
    return names.has(it) && evidence[it] === undefined;
  });
  const read = await gather(Object.fromEntries(unread), azure, subject, window);
  const all = { ...evidence, ...read.evidence } as EvidenceOf<never, EvidenceName>;
  shareSituation(evidence, all);
  return {
    evidence: all,
    judged: [...judged, ...judgedBy(asked, all, subject, window.to)],
    window,
    gaps: read.gaps,
  };
}
