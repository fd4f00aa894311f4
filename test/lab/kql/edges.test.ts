import { describe, expect, it } from 'vitest';
import { executeKql, KqlError, toLogAnalyticsTable } from '../../../src/lab/kql/execute.ts';
import { database, run } from './tables.ts';

const rows = (text: string) =>
  toLogAnalyticsTable(
    executeKql({ text, database: { tables: new Map() }, now: new Date('2026-01-01'), dialect: 'log-analytics' }),
  ).rows;
const left = 'datatable(k:long, a:string)[1, "x", long(null), "n"]';
const right = '(datatable(k:long, b:string)[long(null), "m", 2, "y"])';

it('a query is analysed anew where the tables differ', () => {
  const over = (column: string) => () => run('T | project a', database({ T: [column, ['x']] }));

  expect(over('a:string')()).toEqual([{ a: 'x' }]);
  expect(over('b:string')).toThrow(KqlError);
  expect(over('a:string')()).toEqual([{ a: 'x' }]);
});

describe('values at the edges', () => {
  it('lets null keys meet in joins of any kind', () => {
    expect(rows(`${left} | join kind=inner ${right} on k | project a, b`)).toEqual([['n', 'm']]);
    expect(rows(`${left} | join kind=leftouter ${right} on k | project a, b`)).toEqual([
      ['x', ''],
      ['n', 'm'],
    ]);
    expect(rows(`${left} | join kind=leftanti ${right} on k | project a`)).toEqual([['x']]);
    expect(rows(`${left} | join kind=leftantisemi ${right} on k | project a`)).toEqual([['x']]);
  });

  it('makes NaN the least and the most of a group that has it', () => {
    expect(rows('datatable(v:real)[1.0, real(nan), 3.0] | summarize min(v), max(v)')).toEqual([['NaN', 'NaN']]);
  });

  it.each([
    ['asc nulls first', [null, 'NaN', 1, 2]],
    ['asc nulls last', [1, 2, 'NaN', null]],
    ['desc nulls first', [null, 'NaN', 2, 1]],
    ['desc nulls last', [2, 1, 'NaN', null]],
  ])('keeps NaN beside null when sorted %s', (order, expected) => {
    expect(rows(`datatable(v:real)[1.0, real(nan), real(null), 2.0] | sort by v ${order}`)).toEqual(
      expected.map((it) => [it]),
    );
  });

  it('holds reals within the range of whole numbers, wraps ticks, and reads whole numbers alone from text', () => {
    expect(rows("print toint(1e30), toint(-1e19), toint(1h), toint('42.0'), tolong('7')")).toEqual([
      [2147483647, -2147483648, 1640261632, null, 7],
    ]);
  });

  it('reads nothing from before the beginning of a text', () => {
    expect(rows("print substring('hello', -100, 3), substring('hello', -3, 2)")).toEqual([['', 'll']]);
  });

  it('finds null where a dynamic value has another shape', () => {
    expect(rows("print d = dynamic({'a': [1]}) | project d[0], d.a['b'], bag_keys(d.a), array_length(d)")).toEqual([
      [null, null, null, null],
    ]);
  });

  it.each(["print 1 == '1'", "print 'a' != 1h", 'print array_length("abc")'])(
    'rejects types that do not fit: %s',
    (text) => {
      expect(() => rows(text)).toThrow();
    },
  );

  it('takes a typed part out of a text', () => {
    expect(rows("print extract('([0-9]+)', 1, 'a12', typeof(long)), toupper('straße')")).toEqual([[12, 'STRAßE']]);
  });

  it('looks at neighbouring rows only where rows have an order', () => {
    const table = 'datatable(v:long)[2, 1]';

    expect(rows(`${table} | sort by v asc | where v > 0 | extend n = row_number(), p = prev(v)`)).toEqual([
      [1, 1, null],
      [2, 2, 1],
    ]);
    expect(() => rows(`${table} | extend n = row_number()`)).toThrow(/serialized/);
    expect(() => rows(`${table} | sort by v asc | summarize by v | extend p = prev(v)`)).toThrow(/serialized/);
  });

  it.each([
    'print substring("hello", -6, 3)',
    'print toint(3000000000)',
    'print max_of(1.0, real(nan))',
    'print acos(2)',
    "print 'é b' matches regex @'\\bb'",
    'union kind=inner (print a=1, b=2), (print a=3) | extend z = 1',
    'print round(5)',
    'print iff(true, 1, "a")',
    'print tostring(1e20)',
    'datatable(v:real)[real(nan)] | summarize percentile(v, 50)',
  ])('refuses what is not known of Kusto: %s', (text) => {
    expect(() => rows(text)).toThrow(/not supported here/);
  });
});
