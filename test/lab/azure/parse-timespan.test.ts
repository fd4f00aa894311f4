import { describe, expect, it } from 'vitest';
import { parseTimespan } from '../../../src/lab/azure/parse-timespan.ts';

const now = new Date('2026-11-25T12:00:00Z');

describe('a timespan', () => {
  it.each([
    ['PT1H', '2026-11-25T11:00:00.000Z', '2026-11-25T12:00:00.000Z'],
    ['P1DT30M', '2026-11-24T11:30:00.000Z', '2026-11-25T12:00:00.000Z'],
    ['2026-11-25T08:00:00Z/2026-11-25T09:00:00Z', '2026-11-25T08:00:00.000Z', '2026-11-25T09:00:00.000Z'],
    ['2026-11-25T08:00:00Z/PT2H', '2026-11-25T08:00:00.000Z', '2026-11-25T10:00:00.000Z'],
    ['PT2H/2026-11-25T08:00:00Z', '2026-11-25T06:00:00.000Z', '2026-11-25T08:00:00.000Z'],
  ])('%s is a span', (text, from, to) => {
    expect(parseTimespan(text, now)).toEqual({ from: new Date(from), to: new Date(to) });
  });

  it.each(['', 'P', 'PT', 'yesterday', '2026-13-01T00:00:00Z/PT1H'])('"%s" is none', (text) => {
    expect(parseTimespan(text, now)).toBeUndefined();
  });
});
