import { keyOf } from '../compare.ts';
import { box, type Value } from '../value.ts';
import { lenient, type ScalarFunction } from './scalar-function.ts';

/** Turns an array by so many places; the other direction is a negative number. */
function rotate(direction: 1 | -1): ScalarFunction {
  return lenient(([items, places]) => {
    if (!Array.isArray(items) || places === null) return null;
    if (items.length === 0) return [];
    const size = items.length;
    const from = ((((Number(places) * direction) % size) + size) % size) as number;
    return [...items.slice(from), ...items.slice(0, from)];
  });
}

/** Moves an array by so many places; what comes in is the given value, or null. */
function shift(direction: 1 | -1): ScalarFunction {
  return lenient(([items, places, filler = null], [, , type = 'null']) => {
    if (!Array.isArray(items) || places === null) return null;
    const by = Number(places) * direction;
    const coming = box(filler, type);
    return items.map((_, index) => {
      const from = index + by;
      return from >= 0 && from < items.length ? (items[from] ?? null) : coming;
    });
  });
}

/** Cuts an array before each index; negative ones count from its end. */
const split = lenient(([items, where]) => {
  if (!Array.isArray(items) || where === null || where === undefined) return null;
  const cuts = (Array.isArray(where) ? where : [where]).map(Number);
  const places = cuts.map((it) => Math.min(items.length, Math.max(0, it < 0 ? items.length + it : it)));
  return [0, ...places].map((from, index) => items.slice(from, places[index] ?? items.length));
});

const keysOf = (items: Value[]) => new Set(items.map((it) => keyOf(it, 'dynamic')));

/** Functions that move the elements of arrays, and compare arrays as sets. */
export const arrayMoves: Record<string, ScalarFunction> = {
  array_rotate_left: rotate(1),
  array_rotate_right: rotate(-1),
  array_shift_left: shift(1),
  array_shift_right: shift(-1),
  array_split: split,
  set_equals: lenient(([first, second]) => {
    if (!Array.isArray(first) || !Array.isArray(second)) return null;
    const [a, b] = [keysOf(first), keysOf(second)];
    return a.size === b.size && [...a].every((it) => b.has(it));
  }),
  jaccard_index: lenient(([first, second]) => {
    if (!Array.isArray(first) || !Array.isArray(second)) return null;
    const [a, b] = [keysOf(first), keysOf(second)];
    const common = [...a].filter((it) => b.has(it)).length;
    return common / (a.size + b.size - common);
  }),
};
