import { expect, it } from 'vitest';
import { addressesIn } from '../../../src/diagnosis/logs/addresses.ts';
import { lastWords } from '../../../src/diagnosis/logs/last-words.ts';
import { groupLines } from '../../../src/diagnosis/logs/line-groups.ts';
import { lineTime } from '../../../src/diagnosis/logs/line-time.ts';

const log = (lines: string[]) => ({ namespace: 'shop', pod: 'a', container: 'a', previous: true, lines });

it('takes lines for the same that differ in numbers, ids and times, and keeps the first and the last', () => {
  const lines = [
    '2026-03-05T02:00:01Z order 17 failed: 6d94328d-b776-4f1a-ab31-86e782c62487',
    '2026-03-05T02:07:44Z order 9182 failed: 0290da2d-0509-4b2e-a735-f32ef4d13ae2',
    'ready',
  ];

  const [most, ...rest] = groupLines(lines);
  expect(most).toMatchObject({ count: 2, first: lines[0], last: lines[1] });
  expect(rest).toHaveLength(1);
});

it('reads the time of a line that says its zone, and of no other', () => {
  expect(lineTime('2026-03-17T16:00:30.021674577+08:00 2026-03-17 16:00:30.021 WARN')?.toISOString()).toBe(
    '2026-03-17T08:00:30.021Z',
  );
  expect(lineTime('{"severity":"info","timestamp":"2026-03-05T02:00:01Z"}')?.toISOString()).toBe(
    '2026-03-05T02:00:01.000Z',
  );
  expect(lineTime('2026-03-17 16:00:30.021 WARN')).toBeUndefined();
});

it('finds the addresses that a line names, and not the resolver that was asked', () => {
  expect(addressesIn('dial tcp: lookup carts on 10.0.0.10:53: no such host')).toEqual([{ host: 'carts' }]);
  expect(addressesIn('dial tcp 10.0.0.9:7001: connect: connection refused')).toEqual([
    { host: '10.0.0.9', port: 7001 },
  ]);
  expect(addressesIn('UnableToConnect on cache:6380/Interactive')).toEqual([{ host: 'cache', port: 6380 }]);
  expect(addressesIn('at 12:30:45 nothing happened')).toEqual([]);
});

it("takes the deepest cause of a stack for a container's last words", () => {
  const lines = [
    'Exception in thread "main" Outer',
    '\tat a.B.c(B.java:1)',
    'Caused by: Middle',
    'Caused by: Inner',
    '\t... 24 more',
  ];

  expect(lastWords(log(lines))).toBe('Caused by: Inner');
  expect(lastWords(log(['started', 'cannot open /data/x', 'bye']))).toBe('cannot open /data/x');
  expect(lastWords(log([]))).toBeUndefined();
});
