import { describe, expect, it } from 'vitest';
import { run } from './tables.ts';

/** The value of one expression. */
const value = (expression: string): unknown => run(`print it = ${expression}`)[0]?.it;

describe('functions of text', () => {
  it.each([
    ["'payments-api-7' has 'api'", true],
    ["'payments-apis' has 'api'", false],
    ["'PAYMENTS' =~ 'payments'", true],
    ["'Deploy' in~ ('deploy', 'job')", true],
    ["'Deploy' in ('deploy', 'job')", false],
    ["'a-b' !in ('a', 'b')", true],
    ["'web-1' startswith 'WEB'", true],
    ["'web-1' startswith_cs 'WEB'", false],
    ["'web-1' matches regex '^[a-z]+-\\\\d$'", true],
    ["'exit code 137' has_any ('oom', '137')", true],
    ["extract('([^/]+)/[^/]+$', 1, 'cluster/pod-uid/api')", 'pod-uid'],
    ["tostring(split('a/b/c', '/')[1])", 'b'],
    ["replace_string('a.b', '.', '-')", 'a-b'],
    ["strcat('n', 1, true)", 'n1True'],
    ["substring('abcdef', 1, 3)", 'bcd'],
    ["indexof('abcabc', 'c', 3)", 5],
    ["trim('-', '-a-')", 'a'],
    ["coalesce('', 'x')", 'x'],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });
});

describe('functions of numbers and time', () => {
  it.each([
    ['7 / 2', 3],
    ['7 / 2.0', 3.5],
    ['-7 % 3', 2],
    ['1 / 0', null],
    ['round(2.25, 1)', 2.3],
    ['bin(17, 5)', 15],
    ['bin(datetime(2026-03-01T10:17:00Z), 5m)', '2026-03-01T10:15:00Z'],
    ['now() - datetime(2026-03-01)', '12:00:00'],
    ['ago(90m)', '2026-03-01T10:30:00Z'],
    ['startofweek(datetime(2026-03-04))', '2026-03-01T00:00:00Z'],
    ["datetime_diff('hour', datetime(2026-03-01T10:01), datetime(2026-03-01T08:59))", 2],
    ["format_datetime(datetime(2026-03-01T05:04:03), 'yy-MM-dd h:mm tt')", '26-03-01 5:04 AM'],
    ["format_timespan(90061s, 'd.hh:mm')", '1.01:01'],
    ['tolong("12.9")', null],
    ['toint("x")', null],
    ['1h / 1m', 60],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });
});

describe('functions of dynamic values', () => {
  it.each([
    ['parse_json(\'{"reason":"OOMKilled"}\').reason', 'OOMKilled'],
    ["tostring(parse_json('[1,2.0]'))", '[1,2.0]'],
    ["parse_json('no json')", 'no json'],
    ['dynamic({"a":[1,2]}).a[-1]', 2],
    ['dynamic({"a":1}).b', null],
    ['array_length(dynamic([1,2,3]))', 3],
    ['bag_keys(dynamic({"b":1,"a":2}))', ['b', 'a']],
    ["gettype(dynamic({'a':1}).a)", 'long'],
    ['array_slice(dynamic([1,2,3,4]), 1, 2)', [2, 3]],
    ["array_index_of(dynamic(['a','b','a']), 'a', 1)", 2],
    ['set_union(dynamic([1,2]), dynamic([2,3]))', [1, 2, 3]],
    ["bag_pack('a', 1, 'b', 'x')", { a: 1, b: 'x' }],
    ['array_sort_desc(dynamic([2,null,10]))', [10, 2, null]],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });
});
