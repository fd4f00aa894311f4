import { describe, expect, it } from 'vitest';
import { database, run } from './tables.ts';

const left = "let L = datatable(k: long, a: string)[1, 'x', 1, 'y', 2, 'z', long(null), 'n'];";
const right = "let R = datatable(k: long, b: string)[1, 'p', 3, 'q'];";
const joined = (kind: string) =>
  run(`${left}${right} L | join kind=${kind} R on k | project-away k, k1 | sort by a asc`);

describe('join', () => {
  it('pairs every match when it is inner, and one row of the left for each key by default', () => {
    expect(joined('inner')).toEqual([
      { a: 'x', b: 'p' },
      { a: 'y', b: 'p' },
    ]);
    expect(run(`${left}${right} L | join R on k | project a, b`)).toEqual([{ a: 'x', b: 'p' }]);
  });

  it('keeps rows without a match on the sides that are outer', () => {
    expect(joined('leftouter').map(({ a, b }) => `${a}${b}`)).toEqual(['n', 'xp', 'yp', 'z']);
    expect(joined('fullouter').map(({ a, b }) => `${a}${b}`)).toEqual(['q', 'n', 'xp', 'yp', 'z']);
  });

  it('tells who has a match and who has none', () => {
    expect(run(`${left}${right} L | join kind=leftsemi R on k | project a`)).toEqual([{ a: 'x' }, { a: 'y' }]);
    expect(run(`${left}${right} L | join kind=leftanti R on k | project a`)).toEqual([{ a: 'z' }, { a: 'n' }]);
    expect(run(`${left}${right} L | join kind=rightanti R on k`)).toEqual([{ k: 3, b: 'q' }]);
  });

  it('looks up columns without doubling the key', () => {
    expect(run(`${left}${right} L | where k == 1 | lookup R on k`)).toEqual([
      { k: 1, a: 'x', b: 'p' },
      { k: 1, a: 'y', b: 'p' },
    ]);
  });
});

describe('summarize', () => {
  const rows = "datatable(g: string, v: long)['a', 1, 'a', 2, 'a', 2, 'b', long(null)]";

  it('leaves nulls out of every aggregate but count()', () => {
    expect(
      run(`${rows} | summarize n = count(), s = sum(v), m = max(v), l = make_list(v), d = dcount(v) by g`),
    ).toEqual([
      { g: 'a', n: 3, s: 5, m: 2, l: [1, 2, 2], d: 2 },
      { g: 'b', n: 1, s: 0, m: null, l: [], d: 0 },
    ]);
  });

  it('computes with aggregates', () => {
    expect(run(`${rows} | summarize share = 1.0 * countif(v > 1) / count()`)).toEqual([{ share: 0.5 }]);
  });

  it('gives one row of nothing without by, and none with it', () => {
    expect(run(`${rows} | where false | summarize count()`)).toEqual([{ count_: 0 }]);
    expect(run(`${rows} | where false | summarize count() by g`)).toEqual([]);
  });

  it('keeps whole rows of the latest', () => {
    const text =
      "datatable(t: long, g: string, v: string)[1, 'a', 'old', 2, 'a', 'new'] | summarize arg_max(t, *) by g";

    expect(run(text)).toEqual([{ g: 'a', t: 2, v: 'new' }]);
  });
});

describe('other operators', () => {
  it('expand arrays into rows, and keep rows that have nothing to expand', () => {
    expect(
      run('datatable(n: long, d: dynamic)[1, dynamic([7, 8]), 2, dynamic(null)] | mv-expand d to typeof(long)'),
    ).toEqual([
      { n: 1, d: 7 },
      { n: 1, d: 8 },
      { n: 2, d: null },
    ]);
  });

  it('run a subquery over each array', () => {
    expect(
      run("print name = 'x', d = dynamic([3, 9, 4]) | mv-apply v = d to typeof(long) on (top 1 by v) | project v"),
    ).toEqual([{ v: 9 }]);
  });

  it('make series by equal steps, empty ones with a default', () => {
    const text = 'datatable(t: long, v: long)[1, 5, 3, 7] | make-series s = sum(v) default = 0 on t from 1 to 5 step 1';

    expect(run(text)).toEqual([{ s: [5, 0, 7, 0], t: [1, 2, 3, 4] }]);
  });

  it('fit a line through a series, and tell its figures', () => {
    const text = 'print y = dynamic([2, 4, 6]) | extend (rsquare, slope) = series_fit_line(y) | extend series_stats(y)';

    expect(run(text)[0]).toMatchObject({
      rsquare: 1,
      slope: 2,
      series_fit_line_y_interception: 0,
      series_stats_y_max: 6,
    });
  });

  it('unite tables by the names of their columns', () => {
    expect(run('union withsource = from (print a = 1), (print b = "x")')).toEqual([
      { from: 'union_arg0', a: 1, b: '' },
      { from: 'union_arg1', a: null, b: 'x' },
    ]);
  });

  it('unite all tables of a wildcard, and pass over what is not there when they are fuzzy', () => {
    const over = database({ KubeA: ['a:long', [1]], KubeB: ['a:long', [2], [3]] });

    expect(run('union withsource = t Kube* | summarize n = count() by t', over)).toEqual([
      { t: 'KubeA', n: 1 },
      { t: 'KubeB', n: 2 },
    ]);
    expect(run('union isfuzzy = true KubeA, Perf | count', over)).toEqual([{ Count: 1 }]);
  });

  it('parse text into typed columns', () => {
    expect(
      run("print m = 'pod=web-1 code=137;' | parse m with * 'pod=' pod ' code=' code: long ';' | project pod, code"),
    ).toEqual([{ pod: 'web-1', code: 137 }]);
  });

  it('look at neighbours in sorted rows', () => {
    const text =
      'datatable(v: long)[3, 1, 2] | sort by v asc | extend n = row_number(), before = prev(v), sum = row_cumsum(v)';

    expect(run(text)).toEqual([
      { v: 1, n: 1, before: null, sum: 1 },
      { v: 2, n: 2, before: 1, sum: 3 },
      { v: 3, n: 3, before: 2, sum: 6 },
    ]);
  });

  it('sort nulls last when descending and first when ascending', () => {
    const rows = 'datatable(v: long)[1, long(null), 2]';

    expect(run(`${rows} | sort by v`).map((it) => it.v)).toEqual([2, 1, null]);
    expect(run(`${rows} | sort by v asc`).map((it) => it.v)).toEqual([null, 1, 2]);
    expect(run(`${rows} | top 2 by v asc nulls last`).map((it) => it.v)).toEqual([1, 2]);
  });
});
