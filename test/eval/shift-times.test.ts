import { expect, it } from 'vitest';
import { shiftTimes } from '../../eval/why/metamorphic/shift-times.ts';

it.each([
  ['2026-03-05T09:10:11Z', '2026-07-06T10:26:18Z'],
  [
    '2026-03-05 09:10:11,123 WARN up since 2026-03-05T09:00:00.5+01:00',
    '2026-07-06 10:26:18,123 WARN up since 2026-07-06T10:16:07.5+01:00',
  ],
  ['2026-99-05T09:10:11Z and version 2026-03-05', '2026-99-05T09:10:11Z and version 2026-03-05'],
])('times in a text are later, in the form that they had: %s', (text, later) => {
  expect(shiftTimes(text)).toBe(later);
});
