import { describe, expect, it } from 'vitest';
import { executeKql, KqlError, toLogAnalyticsTable } from '../../../src/lab/kql/execute.ts';

function table(text: string) {
  const now = new Date('2026-01-01');
  return toLogAnalyticsTable(executeKql({ text, database: { tables: new Map() }, now, dialect: 'log-analytics' }));
}
const rows = (text: string) => table(text).rows;
const row = (expressions: string) => rows(`print ${expressions}`)[0];

describe('decimals', () => {
  it('are added and divided exactly, to 34 digits', () => {
    expect(
      row('decimal(0.1) + decimal(0.2), decimal(1) / 3, todecimal("1.50"), decimal(7) % 2, decimal(1) / 0'),
    ).toEqual(['0.3', '0.3333333333333333333333333333333333', '1.5', '1', null]);
  });

  it('compare with other numbers, and become them', () => {
    expect(row('decimal(1) == 1, decimal(1.5) in (1.5), toint(decimal(9.99)), todouble(decimal(1.5))')).toEqual([
      true,
      true,
      9,
      1.5,
    ]);
  });

  it('are summed and sorted, and become text inside dynamic values', () => {
    const given = 'datatable(d:decimal)[decimal(2.5), decimal(null), decimal(1)]';

    expect(rows(`${given} | summarize sum(d), avg(d), min(d), make_list(d)`)).toEqual([
      ['3.5', '1.75', '1', '["2.5","1"]'],
    ]);
    expect(rows(`${given} | sort by d asc`)).toEqual([[null], ['1'], ['2.5']]);
  });
});

describe('regular expressions', () => {
  it('take time that grows with the text alone', () => {
    const started = performance.now();

    expect(
      row("countof(strrep('a', 1000), '(a+)+$', 'regex'), strcat(strrep('a', 1000), 'b') matches regex '^(a|aa)+$'"),
    ).toEqual([1, false]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('have classes of all of Unicode', () => {
    expect(row("'é' matches regex @'^\\w$', '\u00a0' matches regex @'^[\\s]$', '٣' matches regex @'^\\d$'")).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each(["'(a'", "'(?=a)'", "'(a)\\\\1'", "'a{1,2000}'"])(
    'of RE2 only: %s is refused, even without rows',
    (pattern) => {
      expect(() => rows(`datatable(s:string)[] | where s matches regex ${pattern}`)).toThrow(KqlError);
    },
  );

  it('capture by number and by name, and rewrite', () => {
    expect(
      row("extract_all(@'(?P<k>\\w)=(\\d)', dynamic(['k', 2]), 'a=1 b=2'), replace_regex('ab', '(a)(b)', @'\\2$1\\1')"),
    ).toEqual(['[["a","1"],["b","2"]]', 'b$1a']);
  });
});

describe('numbers', () => {
  it('have no whole number of NaN and infinities, and no logarithm below zero, though a root that is NaN', () => {
    expect(row('tolong(real(nan)), toint(real(+inf)), log(-1.0), log10(-1), sqrt(-1)')).toEqual([
      null,
      null,
      null,
      null,
      'NaN',
    ]);
  });

  it('divide towards zero, columns too', () => {
    expect(rows('datatable(a:long)[-7] | project a / 2, a / 4, -7 / 2')).toEqual([[-3, -1, -3]]);
  });

  it('count weeks between dates from Sunday to Sunday, as a real', () => {
    const found = table("print datetime_diff('week', datetime(2020-01-31), datetime(2019-12-31))");

    expect([found.columns[0]?.type, found.rows[0]?.[0]]).toEqual(['real', 4]);
  });

  it.each([
    'print -9223372036854775808',
    'print 1e400',
    'print repeat(dynamic([1]), 2)',
    "print guid('x')",
    "print strrep('a', 0)",
  ])('beyond what Kusto takes are rejected: %s', (text) => {
    expect(() => rows(text)).toThrow(KqlError);
  });
});

describe('series', () => {
  const given =
    'datatable(t:datetime, v:long, k:string)[datetime(2026-01-01 05:00), 1, "a", datetime(2026-01-03), 2, "b", datetime(2026-01-05), 3, "b"]';

  it('without bounds reach from their first bin to their last, each by itself', () => {
    expect(rows(`${given} | make-series s = sum(v) on t step 1d by k | project k, s`)).toEqual([
      ['a', '[1]'],
      ['b', '[2,0,3]'],
    ]);
  });

  it('in a range() include its end', () => {
    expect(
      rows(
        `${given} | make-series s = sum(v) on t in range(datetime(2026-01-01), datetime(2026-01-03), 1d) | project s`,
      ),
    ).toEqual([['[1,0,2]']]);
  });

  it('under one name give their first statistic alone', () => {
    expect(table('print s = dynamic([3, 1]) | extend least = series_stats(s)').columns.map((it) => it.name)).toEqual([
      's',
      'least',
    ]);
  });
});

describe('unions', () => {
  it('call views by their names, and other expressions by numbers', () => {
    const views = 'let V = view () { print x = 1 }; let T = print x = 2;';

    expect(rows(`${views} union withsource = s V, T | project s`)).toEqual([['V'], ['union_arg1']]);
  });

  it('that are fuzzy pass over what is made of missing tables', () => {
    expect(rows('union isfuzzy = true (print a = 1), (NoTable | where a > 0) | count')).toEqual([[1]]);
  });

  it('of the inner kind have the columns that all have', () => {
    expect(table('union kind = inner (print a = 1, b = 2), (print a = 3, c = 4)')).toMatchObject({
      columns: [{ name: 'a' }],
      rows: [[1], [3]],
    });
  });
});

describe('dynamic values', () => {
  it.each([
    ['gettype(dynamic(1.5))', 'double'],
    ['array_sum(dynamic([1, null, 3]))', 4],
    ['array_iff(dynamic(["x", true, 0]), 1, 2)', '[null,1,2]'],
    ['array_split(dynamic([1, 2, 3, 4]), dynamic([1, -1]))', '[[1],[2,3],[4]]'],
    ['array_rotate_left(dynamic([1, 2, 3]), 1)', '[2,3,1]'],
    ['array_shift_right(dynamic([1, 2, 3]), 1, 0)', '[0,1,2]'],
    ['iff(true, dynamic({"a":1}).a, 2)', 1],
    ['extract_json(\'$.a[1].b\', \'{"a":[0,{"b":"x"}]}\')', 'x'],
    ["parse_version('1.9') < parse_version('1.10')", true],
    ["base64_decode_tostring('0A==')", ''],
  ])('%s is %j', (expression, expected) => {
    expect(row(expression)).toEqual([expected]);
  });

  it('are the best of a group by NaN, which is both the least and the most', () => {
    expect(rows('datatable(v:real, k:string)[1.0, "a", real(nan), "b"] | summarize arg_max(v, k)')).toEqual([
      ['NaN', 'b'],
    ]);
  });
});
