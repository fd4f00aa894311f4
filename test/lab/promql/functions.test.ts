import { describe, expect, it } from 'vitest';
import { at, given, over, refusalOf } from './given-series.ts';

describe('rates', () => {
  // "foo" begins at zero: nothing to extrapolate. "dings" would reach zero five minutes earlier, so half an interval
  // is added; "bumms" would reach it 30 seconds earlier, so just that is.
  const requests = given(5, [
    'requests{path="foo"} 0+10x10',
    'requests{path="bar"} 0+18x5 0+18x5',
    'requests{path="dings"} 10+10x10',
    'requests{path="bumms"} 1+10x10',
  ]);
  const rounded = (values: Record<string, number>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(12))]));

  it('are extrapolated to the ends of the range, but not below zero', () => {
    expect(rounded(at(50, requests, 'increase(requests[100m])'))).toEqual({
      '{path=foo}': 100,
      '{path=bar}': 162,
      '{path=dings}': 105,
      '{path=bumms}': 101,
    });
  });

  it('do not count the sample at the very start of the range', () => {
    expect(rounded(at(50, requests, 'increase(requests{path="foo"}[50m])'))).toEqual({ '{path=foo}': 100 });
    expect(at(50, requests, 'count_over_time(requests{path="foo"}[50m])')).toEqual({ '{path=foo}': 10 });
    expect(at(50, requests, 'rate(requests[5m])')).toEqual({});
  });

  it('take a fall for a new beginning at zero', () => {
    const source = given(5, ['requests 0 1 2 3 2 3 4', 'middle 0+27x4 0+27x5']);

    expect(rounded(at(30, source, 'increase(requests[30m])'))).toEqual({ '{}': 7 });
    expect(rounded(at(50, source, 'rate(middle[50m])'))).toEqual({ '{}': 0.08 });
  });

  it.each([
    ['rate(a[10m] offset 5m)', { '{x=a}': 0.0333333333333 }],
    ['irate(a[50m])', { '{x=a}': 0.0333333333333 }],
    ['delta(b[20m])', { '{}': -200 }],
    ['idelta(b[20m])', { '{}': -50 }],
  ])('give %s', (text, values) => {
    const source = given(5, ['a{x="a"} 0+10x10', 'b _ _ _ _ _ _ 200 150 100 50 0']);

    expect(rounded(at(50, source, text))).toEqual(values);
  });

  it('need two samples', () => {
    const source = given(5, ['one 7']);

    expect(at(1, source, 'rate(one[5m])')).toEqual({});
    expect(at(1, source, 'irate(one[5m])')).toEqual({});
  });

  it('cut the beginning off at zero until half a sampling interval', () => {
    const source = given(
      4,
      [0, 1, 2, 3].map((start) => `c{start="${start}m"} ${60 * start}+240x10`),
    );

    expect(rounded(at(10, source, 'rate(c[20m])'))).toEqual({
      '{start=0m}': 0.5,
      '{start=1m}': 0.55,
      '{start=2m}': 0.6,
      '{start=3m}': 0.6,
    });
  });
});

describe('functions over time', () => {
  const source = given(1, ['m{a="b"} 1 2 NaN 4', 'n 0 8 1 9', 'path{p="foo"} 1 2 3 0 1 0 0 1 2 0']);

  it.each([
    ['max_over_time(m[5m])', '4'],
    ['min_over_time(m[5m])', '1'],
    ['sum_over_time(m[5m])', 'NaN'],
    ['count_over_time(m[5m])', '4'],
    ['avg_over_time(n[5m])', '4.5'],
    ['quantile_over_time(0.5, n[5m])', '4.5'],
    ['quantile_over_time(0.75, n[5m])', '8.25'],
    ['quantile_over_time(-1, n[5m])', '-Inf'],
    ['quantile_over_time(2, n[5m])', '+Inf'],
    ['resets(path[9m])', '3'],
    ['changes(path[9m])', '7'],
  ])('give %s = %s', (text, value) => {
    const minute = text.includes('path') ? 9 : 3;

    expect(
      Object.values(over(minute, minute, source, text))[0]
        ?.split(' ')
        .at(-1),
    ).toBe(value);
  });

  it('keep the name of the last sample only', () => {
    expect(at(3, source, 'last_over_time(m[5m])')).toEqual({ 'm{a=b}': 4 });
    expect(at(3, source, 'max_over_time(m[5m])')).toEqual({ '{a=b}': 4 });
  });
});

describe('functions on values', () => {
  const source = given(5, ['x{src="source-value-10",a="1"} -1.5', 'x{src="other",a="2"} 2.5']);
  const values = (text: string) => Object.values(at(1, source, text));

  it.each([
    ['abs(x)', [1.5, 2.5]],
    ['ceil(x)', [-1, 3]],
    ['floor(x)', [-2, 2]],
    ['round(x)', [-1, 3]],
    ['round(x, 5)', [0, 5]],
    ['clamp_min(x, 0)', [0, 2.5]],
    ['clamp_max(x, 0)', [-1.5, 0]],
    ['clamp(x, -1, 1)', [-1, 1]],
    ['clamp(x, 1, -1)', []],
    ['sort(x)', [-1.5, 2.5]],
    ['sort_desc(x)', [2.5, -1.5]],
    ['time()', [60]],
    ['scalar(vector(3))', [3]],
    ['scalar(x)', [Number.NaN]],
  ])('give %s', (text, expected) => {
    // Zero has a sign in JavaScript; here it does not matter.
    expect(values(text).map((it) => it + 0)).toEqual(expected);
  });

  it('replace a label when the whole of another matches', () => {
    expect(at(1, source, 'label_replace(x, "dst", "to-$1$$", "src", "source-value-(.*)")')).toEqual({
      'x{a=1,dst=to-10$,src=source-value-10}': -1.5,
      'x{a=2,src=other}': 2.5,
    });
    expect(at(1, source, 'label_replace(x, "src", "", "src", "value")')).toEqual(at(1, source, 'x'));
    expect(refusalOf('label_replace(x, "~bad", "", "src", "")', source)).toBe(
      'invalid destination label name in label_replace(): ~bad',
    );
    expect(
      refusalOf(
        'label_replace(label_replace(x, "a", "", "", ""), "src", "", "", "")',
        given(5, ['x{a="1"} 1', 'x{a="2"} 1']),
      ),
    ).toBe('vector cannot contain metrics with the same labelset');
  });

  it('say what is absent by the labels that were asked for', () => {
    expect(at(1, source, 'absent(nothing{job="j", instance=~"i.*", a="b"})')).toEqual({ '{a=b,job=j}': 1 });
    expect(at(1, source, 'absent(x)')).toEqual({});
    expect(at(1, source, 'absent(sum(nothing{job="j"}))')).toEqual({ '{}': 1 });
  });
});

describe('quantiles of histograms', () => {
  const buckets = given(5, [
    'took_bucket{app="web",le="0.1"} 10',
    'took_bucket{app="web",le="0.5"} 30',
    'took_bucket{app="web",le="+Inf"} 40',
    'took_bucket{app="mail",le="0.1"} 5',
  ]);

  it.each([
    // Half of 40 is the 20th, ten of the twenty in the second bucket: half of the way from 0.1 to 0.5.
    ['histogram_quantile(0.5, took_bucket{app="web"})', 0.3],
    ['histogram_quantile(0.125, took_bucket{app="web"})', 0.05],
    ['histogram_quantile(0.99, took_bucket{app="web"})', 0.5],
    ['histogram_quantile(2, took_bucket{app="web"})', Number.POSITIVE_INFINITY],
  ])('%s is %d', (query, value) => {
    expect(Object.values(at(0, buckets, query))[0]).toBeCloseTo(value, 10);
  });

  it('are not known without the bucket of all', () => {
    expect(Object.values(at(0, buckets, 'histogram_quantile(0.5, took_bucket{app="mail"})'))[0]).toBeNaN();
  });
});
