import { listed } from './oom/words.ts';
import type { Judged } from './rank.ts';

/** So many symptoms of one kind are told one by one. */
const most = 3;
/** Surer ones are always told. */
const sure = 0.5;

/** Findings in order, without a crowd of unsure symptoms of one kind: the last one that is kept names the others. */
export function foldAlike(ordered: readonly Judged[]): Judged[] {
  const unsure = ordered.filter(({ rule, finding }) => rule.weight === 'symptom' && finding.confidence < sure);
  const crowds = [...Map.groupBy(unsure, ({ finding }) => finding.code).values()].filter((it) => it.length > most);
  const left = new Set(crowds.flatMap((crowd) => crowd.slice(most)));
  const lasts = new Map(crowds.flatMap((crowd) => (crowd[most - 1] ? [[crowd[most - 1], crowd] as const] : [])));
  return ordered.flatMap((judged) => {
    if (left.has(judged)) return [];
    const crowd = lasts.get(judged);
    if (!crowd) return [judged];
    const names = crowd.slice(most).flatMap(({ finding }) => finding.about?.name ?? []);
    const sentence = `${judged.finding.sentence} So it is with ${names.length} more: ${listed(names, 5)}.`;
    return [{ ...judged, finding: { ...judged.finding, sentence } }];
  });
}
