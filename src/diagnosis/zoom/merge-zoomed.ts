import type { ObjectRef } from '../../model/finding.ts';
import type { Subject } from '../../model/subject.ts';
import type { Judged } from '../rank.ts';

/** Above this a finding says something. */
const saying = 0.5;

/**
 * The findings of a wide answer after a closer look at one object: what the look found about it takes the place of what
 * was seen from afar, where it is at least as sure; so two views of one object never stand side by side. A rule that
 * is for wide questions alone gives way to any that knows the object itself, and leaves it its confidence.
 */
export function mergeZoomed(wide: readonly Judged[], object: Subject, zoomed: readonly Judged[]): Judged[] {
  const { kind, namespace, name } = object;
  const itself = { kind, namespace, name };
  const close = zoomed
    .filter(({ rule }) => rule.weight !== 'all-clear')
    .map(({ finding, rule }) => ({ finding: { ...finding, about: finding.about ?? itself }, rule }));
  const its = close.filter(({ finding }) => isSame(finding.about, itself));
  const before = wide.filter(({ finding }) => isSame(finding.about, itself));
  const elsewhere = close.filter(({ finding }) => isNew(finding, itself, wide));
  const [surest] = its;
  const [coarse] = before;
  const isAsSure = surest && (!coarse || surest.finding.confidence >= coarse.finding.confidence);
  const isStandIn = coarse?.rule.fits?.(object) === false && (surest?.finding.confidence ?? 0) >= saying;
  if (!surest || !(isAsSure || isStandIn)) return sorted([...wide, ...elsewhere]);
  const confidence = Math.max(surest.finding.confidence, coarse?.finding.confidence ?? 0);
  const told = [{ ...surest, finding: { ...surest.finding, confidence } }, ...its.slice(1)];
  const at = coarse ? wide.indexOf(coarse) : wide.length;
  const others = (those: readonly Judged[]) => those.filter((it) => !before.includes(it));
  return sorted([...others(wide.slice(0, at)), ...told, ...others(wide.slice(at)), ...elsewhere]);
}

/** Something sure about another object, of which the wide look said nothing as sure. */
function isNew({ about, confidence }: Judged['finding'], itself: ObjectRef, wide: readonly Judged[]): boolean {
  if (isSame(about, itself) || confidence < saying) return false;
  return !wide.some(({ finding }) => isSame(finding.about, about) && finding.confidence >= confidence);
}

/** The sort is stable: of equals the one that came first stays first. */
function sorted(judged: readonly Judged[]): Judged[] {
  return judged.toSorted((a, b) => b.finding.confidence - a.finding.confidence);
}

function isSame(a: ObjectRef | undefined, b: ObjectRef | undefined): boolean {
  return a?.kind === b?.kind && a?.namespace === b?.namespace && a?.name === b?.name;
}
