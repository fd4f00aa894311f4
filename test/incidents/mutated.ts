import fc from 'fast-check';

type Path = (string | number)[];

/** Values that nobody expects where they come. */
const odd: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  true,
  '',
  ' ',
  '\u0000',
  '\ud800',
  'x'.repeat(50_000),
  '0001-01-01T00:00:00Z',
  'constructor',
  'javascript:alert(1)',
  '<at>all</at>',
  [],
  {},
  [[]],
  [null, 7, 'x', {}],
  { toString: 1, name: { $ref: '1' } },
  JSON.parse('{"__proto__":{"x":1},"constructor":{"prototype":1}}'),
  nested(90),
];

function nested(levels: number): unknown {
  return levels === 0 ? 1 : levels % 2 ? [nested(levels - 1)] : { a: nested(levels - 1) };
}

/** Where the parts of a value stand, the whole first. */
function paths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, it]) => paths(it, [...path, key]))];
}

/** Bodies like these with some parts dropped, repeated, put deeper, or replaced by what nobody expects. */
export function mutated(examples: readonly unknown[]): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(),
    how: fc.constantFrom('drop', 'odd', 'odd', 'odd', 'wrap', 'twice', 'text'),
    odd: fc.nat(odd.length - 1),
  });
  return fc
    .record({ example: fc.nat(examples.length - 1), changes: fc.array(change, { minLength: 1, maxLength: 5 }) })
    .map(({ example, changes }) => changes.reduce<unknown>((body, it) => changed(body, it), examples[example]));
}

function changed(body: unknown, change: { at: number; how: string; odd: number }): unknown {
  const all = paths(body);
  const path = all[change.at % all.length] ?? [];
  return replaced(body, path, (value) => {
    if (change.how === 'wrap') return { value };
    if (change.how === 'twice') return [value, value];
    if (change.how === 'text') return JSON.stringify(value);
    return change.how === 'drop' ? undefined : odd[change.odd];
  });
}

/** A copy in which one part is another; undefined drops it. */
function replaced(value: unknown, [key, ...rest]: Path, by: (old: unknown) => unknown): unknown {
  if (key === undefined) return by(value) ?? null;
  if (Array.isArray(value)) return value.map((it, index) => (String(index) === key ? replaced(it, rest, by) : it));
  const entries = Object.entries(value as object).map(([name, it]) => [
    name,
    name !== key ? it : rest.length === 0 ? by(it) : replaced(it, rest, by),
  ]);
  return Object.fromEntries(entries.filter(([, it]) => it !== undefined));
}
