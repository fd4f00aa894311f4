import { describe, expect, it } from 'vitest';
import { queryOver } from '../../../src/lab/promql/query.ts';
import { at, given, over, refusalOf } from './given-series.ts';

describe('selection', () => {
  const source = given(1, ['m{env="prod",app="api"} 1', 'm{env="dev",app="api-gateway"} 2', 'm{app="web"} 3']);
  const values = (text: string) => Object.values(at(0, source, text));

  it.each([
    ['m{env="prod"}', [1]],
    ['m{env!="prod"}', [2, 3]],
    ['m{app=~"api"}', [1]],
    ['m{app=~"api.*"}', [1, 2]],
    ['m{app=~"api|web"}', [1, 3]],
    ['m{app!~"api|web"}', [2]],
    ['m{app=~"(?i)API"}', [1]],
    ['m{app=~"pi"}', []],
    ['m{env=""}', [3]],
    ['m{env=~"prod|"}', [1, 3]],
    ['{__name__="m",env=\'dev\'}', [2]],
    ['{"m", env=`dev`,}', [2]],
    ['M', []],
  ])('chooses by %s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it('goes back by an offset, and forward by a negative one', () => {
    const counting = given(1, ['c 0+1x60']);

    expect(at(30, counting, 'c offset 10m')).toEqual({ 'c{}': 20 });
    expect(at(30, counting, 'c offset -10m')).toEqual({ 'c{}': 40 });
    expect(at(30, counting, 'count_over_time(c[5m] offset 10m)')).toEqual({ '{}': 5 });
    expect(at(30, counting, 'count_over_time(c[300])')).toEqual({ '{}': 5 });
  });
});

describe('staleness', () => {
  it('keeps a sample for less than five minutes', () => {
    const source = given(1, ['m 7']);

    expect(over(6, 1, source, 'm')).toEqual({ 'm{}': '7 7 7 7 7 _ _' });
  });

  it('ends a series at once where it was marked stale, and lets it come back', () => {
    const source = given(1, ['m 0 1 stale 2']);

    expect(over(5, 1, source, 'm')).toEqual({ 'm{}': '0 1 _ 2 2 2' });
    expect(at(3, source, 'count_over_time(m[5m])')).toEqual({ '{}': 3 });
    expect(at(2, source, 'count_over_time(m[1m])')).toEqual({});
  });

  it('lets a missed scrape pass', () => {
    expect(over(3, 1, given(1, ['m 0 _ _ 3']), 'm')).toEqual({ 'm{}': '0 0 0 3' });
  });
});

describe('a query over a range', () => {
  it('gives a scalar as one series without labels', () => {
    expect(over(2, 1, given(1, []), 'time()')).toEqual({ '{}': '0 60 120' });
  });

  it('gives 11,000 steps and one', () => {
    const of = (end: number) => queryOver({ text: '1', start: 0, end, step: 1_000, source: given(1, []) });

    expect(of(11_000_000)[0]?.points).toHaveLength(11_001);
    expect(() => of(11_001_000)).toThrow('exceeded maximum resolution of 11,000 points per timeseries');
  });
});

describe('aggregation', () => {
  const source = given(5, [
    'r{job="api", instance="0", group="production"} 100',
    'r{job="api", instance="1", group="production"} 200',
    'r{job="api", instance="2", group="production"} NaN',
    'r{job="api", instance="0", group="canary"} 300',
    'r{job="app", instance="0", group="canary"} 700',
    'r{job="app", instance="1", group="canary"} 800',
  ]);

  it.each([
    ['sum by () (r{group="canary"})', { '{}': 1800 }],
    ['sum without (instance) (r{group="canary"})', { '{group=canary,job=api}': 300, '{group=canary,job=app}': 1500 }],
    ['avg(r{job="app"}) by (job, nonexistent)', { '{job=app}': 750 }],
    ['count(r) by (group)', { '{group=production}': 3, '{group=canary}': 3 }],
    ['max by (group) (r)', { '{group=production}': 200, '{group=canary}': 800 }],
    ['min(r)', { '{}': 100 }],
    ['sum(r)', { '{}': Number.NaN }],
    ['group(r)', { '{}': 1 }],
    ['quantile(0.5, r{group="canary"})', { '{}': 700 }],
    ['sum(nothing)', {}],
  ])('gives %s', (text, values) => {
    expect(at(0, source, text)).toEqual(values);
  });

  it('ranks, with NaN last, and keeps the series as they are', () => {
    const ranked = (text: string) =>
      Object.entries(at(0, source, text)).map(([name, value]) => [name.slice(0, 2), value]);

    expect(ranked('topk(2, r)')).toEqual([
      ['r{', 800],
      ['r{', 700],
    ]);
    expect(ranked('topk(9, r{group="production"})').map((it) => it[1])).toEqual([200, 100, Number.NaN]);
    expect(ranked('bottomk(9, r{group="production"})').map((it) => it[1])).toEqual([100, 200, Number.NaN]);
    expect(ranked('topk by (group) (1, r)').map((it) => it[1])).toEqual([200, 800]);
    expect(ranked('topk(0, r)')).toEqual([]);
    expect(refusalOf('topk(NaN, vector(1))')).toBe('Parameter value is NaN');
  });

  it('sums what rounding would lose', () => {
    const small = given(1, ['s{a="1"} 10000000000000000', 's{a="2"} 1', 's{a="3"} -10000000000000000']);

    expect(at(0, small, 'sum(s)')).toEqual({ '{}': 1 });
  });
});
