import { describe, expect, it } from 'vitest';
import { numberText } from '../../../src/lab/promql/wire.ts';
import { refusalOf } from './given-series.ts';

// Texts and places as Prometheus' own parser gives them.
describe('the refusals', () => {
  it.each([
    ['', '1:1: parse error: no expression found in input'],
    ['# just a comment\n\n', '1:1: parse error: no expression found in input'],
    ['1+', '1:3: parse error: unexpected end of input'],
    ['.', "1:1: parse error: unexpected character: '.'"],
    ['2.5.', '1:1: parse error: bad number or duration syntax: "2.5."'],
    ['100..4', '1:1: parse error: bad number or duration syntax: "100.."'],
    ['*1', '1:1: parse error: unexpected <op:*>'],
    ['(1))', "1:5: parse error: unexpected right parenthesis ')'"],
    ['((1)', '1:5: parse error: unclosed left parenthesis'],
    ['foo{', '1:5: parse error: unexpected end of input inside braces'],
    ['1 and 1', '1:1: parse error: set operator "and" not allowed in binary scalar expression'],
    ['1 == 1', '1:3: parse error: comparisons between scalars must use BOOL modifier'],
    ['1 !~ 1', "1:3: parse error: unexpected character after '!': '~'"],
    ['1 =~ 1', "1:3: parse error: unexpected character after '=': '~'"],
    [
      '-"string"',
      '1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got "string"',
    ],
    [
      '-test[5m]',
      '1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got "range vector"',
    ],
    [
      '1 offset 1d',
      '1:1: parse error: offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
    ],
    ['foo offset 1s offset 2s', '1:1: parse error: offset may not be set multiple times'],
    ['a - on(b) ignoring(c) d', '1:11: parse error: unexpected <ignoring>'],
    ['foo + group_left(baz) bar', '1:7: parse error: unexpected <group_left>'],
    ['foo == on(bar) 10', '1:1: parse error: vector matching only allowed between instant vectors'],
    ['foo and on(bar) group_left(baz) bar', '1:1: parse error: no grouping allowed for "and" operation'],
    ['foo + bool bar', '1:5: parse error: bool modifier can only be used on comparison operators'],
    [
      'foo + on(instance) group_left(job,instance) bar',
      '1:5: parse error: label "instance" must not occur in ON and GROUP clause at once',
    ],
    ['{}', '1:1: parse error: vector selector must contain at least one non-empty matcher'],
    ['{x=~".*"}', '1:1: parse error: vector selector must contain at least one non-empty matcher'],
    ['foo{__name__="bar"}', '1:1: parse error: metric name must not be set twice: "foo" or "bar"'],
    ['foo{a=}', '1:7: parse error: unexpected "}" in label matching, expected string'],
    ['foo bar', '1:5: parse error: unexpected identifier "bar"'],
    ['1 + foo[5m]', '1:5: parse error: binary expression must contain only scalar and instant vector types'],
    ['rate(foo)', '1:6: parse error: expected type range vector in call to function "rate", got instant vector'],
    ['floor()', '1:1: parse error: expected 1 argument(s) in call to "floor", got 0'],
    ['round(foo, 1, 2)', '1:1: parse error: expected at most 2 argument(s) in call to "round", got 3'],
    ['non_existent(foo)', '1:1: parse error: unknown function with name "non_existent"'],
    ['sum(1)', '1:5: parse error: expected type instant vector in aggregation expression, got scalar'],
    ['topk(foo)', '1:1: parse error: wrong number of arguments for aggregate expression provided, expected 2, got 1'],
    ['(foo + bar)[5m]', '1:1: parse error: ranges only allowed for vector selectors'],
    ['foo @ bar', '1:7: parse error: unexpected identifier "bar" in @, expected timestamp'],
    ['foo @ 10 @ 20', '1:1: parse error: @ <timestamp> may not be set multiple times'],
    [
      '1 @ 10',
      '1:1: parse error: @ modifier must be preceded by an instant vector selector or range vector selector or a subquery',
    ],
    ['1[5m:1m]', '1:1: parse error: subquery is only allowed on instant vector, got scalar instead'],
    ['foo[5m][10m:1m]', '1:1: parse error: subquery is only allowed on instant vector, got matrix instead'],
    ['foo[5m:0s]', '1:4: parse error: duration must be greater than 0'],
    ['count_values(5, foo)', '1:14: parse error: expected type string in aggregation parameter, got scalar'],
    ['1 +\n\n*', '3:1: parse error: unexpected <op:*>'],
  ])('say of %j: %s', (text, message) => {
    expect(refusalOf(text)).toBe(message);
  });

  it.each(['foo{a=~"("}', 'foo{a=~"a(?=b)"}', 'foo{a=~"a)|(b"}'])('name the expression of %j', (text) => {
    expect(refusalOf(text)).toMatch(/^1:8: parse error: error parsing regexp: /);
  });

  it.each([
    ['('.repeat(5_000) + 1 + ')'.repeat(5_000), /tokens|nested too deeply/],
    ['('.repeat(150) + 1 + ')'.repeat(150), /nested too deeply/],
    ['-'.repeat(150) + 1, /nested too deeply/],
    [`1${' + 1'.repeat(600)}`, /too many operators/],
    [`"${'x'.repeat(70_000)}"`, /longer than 65536 characters/],
  ])('come at once for a hostile text', (text, message) => {
    const started = performance.now();

    expect(refusalOf(text)).toMatch(message);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('numbers on the wire', () => {
  it.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
    [0.1, '0.1'],
    [1e20, '100000000000000000000'],
    [1e21, '1e+21'],
    [1e-6, '0.000001'],
    [1e-7, '1e-07'],
    [-0, '-0'],
  ])('print %d as %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});
