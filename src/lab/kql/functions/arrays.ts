import { compareAny, keyOf } from '../compare.ts';
import { toText } from '../convert.ts';
import { KqlError } from '../kql-error.ts';
import { box, typeInside, type Value } from '../value.ts';
import { lenient, type ScalarFunction, strict } from './scalar-function.ts';

const asArray = (value: Value | undefined): Value[] | null => (Array.isArray(value) ? value : null);

function array(compute: (array: Value[], rest: Value[]) => Value): ScalarFunction {
  return lenient(([first, ...rest]) => {
    const items = asArray(first);
    return items && compute(items, rest);
  });
}

function slice(items: Value[], from: Value, to: Value): Value[] {
  const place = (at: Value) => {
    const index = Number(at);
    return index < 0 ? Math.max(0, items.length + index) : index;
  };
  return items.slice(place(from), place(to) + 1);
}

function inOrder(items: Value[], sign: 1 | -1, nullsFirst: boolean): number[] {
  const kinds = new Set(
    items.filter((it) => it !== null).map((it) => (typeof it === 'bigint' ? 'real' : typeInside(it))),
  );
  if (kinds.size > 1) throw new KqlError('SemanticError', 'sorting an array of several types is not supported here');
  return items
    .map((_, index) => index)
    .sort((a, b) => {
      const [x = null, y = null] = [items[a], items[b]];
      if (x === null || y === null) return x === y ? a - b : (x === null) === nullsFirst ? -1 : 1;
      return (compareAny(x, 'dynamic', y, 'dynamic') ?? 0) * sign || a - b;
    });
}

/** Sorts an array, and others by it; a bool at the end says whether nulls come last. One array gives itself, more a list. */
function sort(sign: 1 | -1): ScalarFunction {
  return lenient((values, types) => {
    const flag = types.at(-1) === 'bool' ? values.at(-1) : true;
    const given = types.at(-1) === 'bool' ? values.slice(0, -1) : values;
    const first = asArray(given[0]);
    if (!first) return null;
    const places = inOrder(first, sign, flag === false);
    const sorted = given.map((it) =>
      Array.isArray(it) && it.length === first.length ? places.map((at) => it[at] ?? null) : null,
    );
    return sorted.length === 1 ? (sorted[0] ?? null) : sorted;
  });
}

const range: ScalarFunction = strict(([from = null, to = null, step = 1n], types) => {
  const items: Value[] = [];
  const [type = 'long'] = types;
  const size = types.length < 3 ? (type === 'datetime' || type === 'timespan' ? 36000000000n : 1) : step;
  const whole = types.every((it) => it === 'long' || it === 'int');
  if (Number(size) === 0) return null;
  for (let index = 0; index < 1048576; index++) {
    const value: number | bigint =
      typeof from === 'bigint'
        ? from + BigInt(size as number) * BigInt(index)
        : (from as number) + Number(size) * index;
    if (Number(size) > 0 ? value > (to as number) : value < (to as number)) break;
    items.push(whole ? BigInt(value) : box(value, type === 'long' || type === 'int' ? 'real' : type));
  }
  return items;
});

function sets(compute: (sets: Map<unknown, Value>[]) => Value[]): ScalarFunction {
  return lenient((values) => {
    const given = values.map((it) => asArray(it));
    if (given.includes(null)) return null;
    return compute(given.map((items) => new Map((items ?? []).map((it) => [keyOf(it, 'dynamic'), it]))));
  });
}

const concat = lenient((values) => {
  const arrays = values.map((it) => asArray(it)).filter((it) => it !== null);
  return arrays.length > 0 ? arrays.flat(1) : null;
});

/** The sum of numbers, a real; nulls are passed over, and it is null when something else is no number. */
const sum = array((items) => {
  if (items.some((it) => it !== null && typeof it !== 'number' && typeof it !== 'bigint')) return null;
  return items.reduce<number>((total, it) => total + Number(it), 0);
});

/** Chooses element by element. */
const iff = lenient(([first, yes = null, no = null], [, yesType = 'unknown', noType = 'unknown']) => {
  const side = (value: Value, type: typeof yesType, index: number) =>
    Array.isArray(value) ? (value[index] ?? null) : box(value, type);
  return (
    asArray(first)?.map((it, index) => {
      // Numbers count as their truth; what is neither has no side.
      if (typeof it !== 'boolean' && typeof it !== 'bigint' && typeof it !== 'number') return null;
      return Number(it) !== 0 ? side(yes, yesType, index) : side(no, noType, index);
    }) ?? null
  );
});

/** Functions of arrays. */
export const arrays: Record<string, ScalarFunction> = {
  array_length: array((items) => items.length),
  arraylength: array((items) => items.length),
  array_concat: concat,
  array_slice: array((items, [from = 0, to = -1]) => slice(items, from, to)),
  array_index_of: lenient(([first, sought = null, start = 0, length = -1, occurrence = 1], [, type = 'unknown']) => {
    const items = asArray(first);
    if (!items) return null;
    const wanted = keyOf(box(sought, type), 'dynamic');
    const from = Number(start) < 0 ? Math.max(0, items.length + Number(start)) : Number(start);
    const end = Number(length) < 0 ? items.length : Math.min(items.length, from + Number(length));
    const places = items.flatMap((it, index) =>
      index >= from && index < end && keyOf(it, 'dynamic') === wanted ? [index] : [],
    );
    return places[Number(occurrence) - 1] ?? -1;
  }),
  array_reverse: array((items) => [...items].reverse()),
  array_sort_asc: sort(1),
  array_sort_desc: sort(-1),
  array_sum: sum,
  array_iff: iff,
  array_iif: iff,
  strcat_array: lenient(
    ([first, delimiter = '']) =>
      asArray(first)
        ?.map((it) => toText(it, 'dynamic'))
        .join(String(delimiter)) ?? '',
  ),
  pack_array: lenient((values, types) => values.map((value, index) => box(value, types[index] ?? 'unknown'))),
  range,
  repeat: lenient(([value = null, times = 0], [type = 'unknown'], { node }) => {
    if (type === 'dynamic') throw new KqlError('SemanticError', 'repeat(): a dynamic value', node.start);
    return Array.from({ length: Math.max(0, Number(times)) }, () => box(value, type));
  }),
  set_union: sets((given) => [...new Map(given.flatMap((it) => [...it])).values()]),
  set_intersect: sets(([first, ...rest]) =>
    [...(first ?? [])].filter(([key]) => rest.every((it) => it.has(key))).map(([, it]) => it),
  ),
  set_difference: sets(([first, ...rest]) =>
    [...(first ?? [])].filter(([key]) => !rest.some((it) => it.has(key))).map(([, it]) => it),
  ),
  set_has_element: lenient(([first, sought = null], [, type = 'unknown']) => {
    const wanted = keyOf(box(sought, type), 'dynamic');
    return asArray(first)?.some((it) => keyOf(it, 'dynamic') === wanted) ?? null;
  }),
  zip: lenient((values) => {
    const given = values.map((it) => asArray(it) ?? []);
    return Array.from({ length: Math.max(...given.map((it) => it.length)) }, (_, index) =>
      given.map((it) => it[index] ?? null),
    );
  }),
};
