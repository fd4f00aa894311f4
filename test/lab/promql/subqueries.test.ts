import { describe, expect, it } from 'vitest';
import { at, given, over, refusalOf } from './given-series.ts';

// A counter that grows by 60 a minute, and a gauge that goes up and down.
const source = given(1, ['total{pod="a"} 0+60x30', 'level{pod="a"} 1 2 3 4 5 4 3 2 1 0 1', 'level{pod="b"} 5+0x10']);

describe('a subquery', () => {
  it('computes its expression at every step within the range, without the range’s start', () => {
    expect(at(10, source, 'count_over_time(level{pod="a"}[4m:1m])')).toEqual({ '{pod=a}': 4 });
    expect(at(10, source, 'max_over_time(level{pod="a"}[8m:2m])')).toEqual({ '{pod=a}': 5 });
    expect(at(10, source, 'max_over_time(rate(total[5m])[5m:1m])')).toEqual({ '{pod=a}': 1 });
  });

  it('stands on multiples of its step, whatever moment is asked for, and steps by a minute unless told otherwise', () => {
    expect(at(9, source, 'sum_over_time(level{pod="a"}[4m:2m])')).toEqual({ '{pod=a}': 3 + 1 });
    expect(at(10, source, 'count_over_time(level{pod="a"}[3m:])')).toEqual({ '{pod=a}': 3 });
  });

  it('moves with an offset, and nests', () => {
    expect(at(10, source, 'last_over_time(level{pod="a"}[2m:1m] offset 6m)')).toEqual({ 'level{pod=a}': 5 });
    expect(at(10, source, 'max_over_time(sum(avg_over_time(level[2m:1m]))[6m:1m])')).toEqual({ '{}': 9.5 });
  });

  it('is bounded', () => {
    expect(refusalOf('max_over_time((max_over_time((foo)[1d:1s]))[30d:1s])', source)).toMatch(/too many samples/);
  });
});

describe('a moment', () => {
  it('is taken instead of the one that is asked for', () => {
    expect(at(10, source, 'level{pod="a"} @ 240')).toEqual({ 'level{pod=a}': 5 });
    expect(at(10, source, 'level{pod="a"} @ 240 offset 1m')).toEqual({ 'level{pod=a}': 4 });
    expect(at(10, source, 'max_over_time(level{pod="a"}[2m] @ 120)')).toEqual({ '{pod=a}': 3 });
  });

  it('may be the start or the end of the query', () => {
    expect(over(4, 2, source, 'level{pod="a"} @ end()')).toEqual({ 'level{pod=a}': '5 5 5' });
    expect(over(4, 2, source, 'level{pod="a"} @ start()')).toEqual({ 'level{pod=a}': '1 1 1' });
  });
});

describe('deviations, counts of values and straight lines', () => {
  it.each([
    ['stddev(level)', { '{}': 2 }],
    ['stdvar(level)', { '{}': 4 }],
    ['stddev_over_time(level{pod="a"}[3m])', { '{pod=a}': Math.sqrt(2 / 9) }],
    ['stdvar_over_time(level{pod="b"}[3m])', { '{pod=b}': 0 }],
    ['count_values("value", level)', { '{value=1}': 1, '{value=5}': 1 }],
    ['count_values by (pod) ("value", level)', { '{pod=a,value=1}': 1, '{pod=b,value=5}': 1 }],
    ['deriv(total[10m])', { '{pod=a}': 1 }],
    ['predict_linear(total[10m], 60)', { '{pod=a}': 660 }],
    ['deriv(level{pod="b"}[10m])', { '{pod=b}': 0 }],
    ['ln(exp(level{pod="b"}))', { '{pod=b}': 5 }],
  ])('%s is %j', (text, expected) => {
    const found = at(10, source, text);

    expect(Object.keys(found)).toEqual(Object.keys(expected));
    for (const [key, value] of Object.entries(expected)) expect(found[key]).toBeCloseTo(value, 9);
  });

  it('need two samples for a line, and a name for a label', () => {
    expect(at(0, source, 'deriv(total[5m])')).toEqual({});
    expect(refusalOf('count_values("a b", level)', source)).toBe('invalid label name "a b"');
  });
});
