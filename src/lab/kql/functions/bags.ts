import { toText } from '../convert.ts';
import { unsupported } from '../kql-error.ts';
import { box, type Value } from '../value.ts';
import { lenient, type ScalarFunction } from './scalar-function.ts';

const pack = lenient((values, types) => {
  const bag = new Map<string, Value>();
  for (let at = 0; at + 1 < values.length; at += 2) {
    bag.set(
      toText(values[at] ?? null, types[at] ?? 'unknown'),
      box(values[at + 1] ?? null, types[at + 1] ?? 'unknown'),
    );
  }
  return bag;
});

const merge = lenient((values) => {
  const bags = values.filter((it) => it instanceof Map);
  const merged = new Map<string, Value>();
  for (const bag of bags) for (const [key, value] of bag) if (!merged.has(key)) merged.set(key, value);
  return bags.length > 0 ? merged : null;
});

/** A key that is a name; paths such as $.a.b mean a place further in, which is refused. */
function keyName(key: Value | undefined): string {
  const name = String(key);
  if (name.startsWith('$')) throw unsupported(`the path ${name}`);
  return name;
}

/** Functions of property bags. */
export const bags: Record<string, ScalarFunction> = {
  pack,
  bag_pack: pack,
  pack_dictionary: pack,
  pack_all: ({ scope, args, node }) => {
    if (args.length > 0) throw unsupported(node.text, node.start);
    const cells = [...scope.columns].map(([name, index]) => ({ name, index, type: scope.types?.[index] ?? 'unknown' }));
    return (row) =>
      new Map(cells.map(({ name, index, type }) => [name, box(row[index] ?? null, type)] as [string, Value]));
  },
  bag_keys: lenient(([bag]) => (bag instanceof Map ? [...bag.keys()] : null)),
  bag_merge: merge,
  bag_has_key: lenient(([bag, key]) => (bag instanceof Map ? bag.has(keyName(key)) : null)),
  bag_remove_keys: lenient(([bag, keys]) =>
    bag instanceof Map
      ? new Map([...bag].filter(([key]) => !(Array.isArray(keys) && keys.map(keyName).includes(key))))
      : null,
  ),
  bag_set_key: lenient(([bag, key, value = null], [, , type = 'unknown']) =>
    bag instanceof Map ? new Map([...bag, [keyName(key), box(value, type)]]) : null,
  ),
  // Keys that are no text are passed over; a key without a value has null.
  bag_zip: lenient(([keys, values]) =>
    Array.isArray(keys)
      ? new Map(
          keys.flatMap((key, index): [string, Value][] =>
            typeof key === 'string' ? [[key, (Array.isArray(values) ? values[index] : null) ?? null]] : [],
          ),
        )
      : null,
  ),
};
