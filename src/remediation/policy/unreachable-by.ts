import { coversGlob } from '../../model/glob.ts';
import { textsOf, type Unsure } from './unsure.ts';

/** The first of the earlier rules that matches everything this one matches; undefined where none is seen to. */
export function unreachableBy(rule: Unsure, earlier: readonly Unsure[]): Unsure | undefined {
  return earlier.find(
    (it) =>
      // The action is always known, so a star is no condition on it; of a place, it is that the name is known.
      (textsOf(it.actions).some(({ text }) => text === '*') || covers(it.actions, rule.actions)) &&
      covers(it.clusters, rule.clusters) &&
      covers(it.namespaces, rule.namespaces) &&
      covers(it.environments, rule.environments),
  );
}

function covers(wide: unknown, narrow: unknown): boolean {
  if (wide === undefined) return true;
  const narrows = textsOf(narrow);
  return narrows.length > 0 && narrows.every((it) => textsOf(wide).some(({ text }) => coversGlob(text, it.text)));
}
