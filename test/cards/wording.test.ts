import { describe, expect, it } from 'vitest';
import { confidenceInWords } from '../../src/cards/confidence.ts';
import { counted, measured } from '../../src/cards/quantity.ts';
import { severityCounts, severityLevel } from '../../src/cards/severity-counts.ts';
import { names, some } from '../../src/cards/some.ts';
import { ago, asOf, clockTime, date, duration } from '../../src/cards/when.ts';

const now = new Date('2026-11-25T03:04:00Z');
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('times', () => {
  it.each([
    [3, 'just now'],
    [40, '40 s ago'],
    [240, '4 min ago'],
    [3 * 3600, '3 h ago'],
    [13 * 86_400, '13 days ago'],
  ])('calls %i seconds "%s"', (seconds, words) => {
    expect(ago(secondsAgo(seconds), now)).toBe(words);
  });

  it('takes a clock that runs ahead for now', () => {
    expect(ago(secondsAgo(-5), now)).toBe('just now');
  });

  it('names the day only when it is another day', () => {
    expect(clockTime(secondsAgo(60), now)).toBe('03:03');
    expect(clockTime(secondsAgo(5 * 3600), now)).toBe('24 Nov 22:04');
    expect(date(new Date('2025-01-02T00:00:00Z'), now)).toBe('2 Jan 2025');
  });

  it('say of what day and zone a card speaks that is edited', () => {
    expect(asOf(now)).toBe('As of 25 Nov 03:04 UTC');
  });

  it('keeps one unit for a duration', () => {
    expect([duration(59_000), duration(89 * 60_000), duration(86_400_000)]).toEqual(['59 s', '89 min', '24 h']);
  });
});

describe('numbers', () => {
  it('agree with their nouns', () => {
    expect([counted(1, 'pod'), counted(0, 'pod'), counted(1200, 'pod')]).toEqual(['1 pod', '0 pods', '1,200 pods']);
  });

  it('have a unit and no more digits than can be read', () => {
    expect([measured(254.6, 'MiB'), measured(16_384, 'MiB'), measured(4.26, '%'), measured(3, 'count')]).toEqual([
      '255 MiB',
      '16 GiB',
      '4.3 %',
      '3',
    ]);
  });
});

describe('severities', () => {
  it('are counted worst first, and the worst of them colours the card', () => {
    const counts = { low: 2, critical: 0, high: 1204 };

    expect(severityCounts(counts)).toBe('1,204 high, 2 low');
    expect([severityLevel(counts), severityLevel({ medium: 1 }), severityLevel({})]).toEqual([
      ...['attention', 'warning', 'good'],
    ]);
  });
});

describe('lists', () => {
  it('show the last one rather than say "1 more"', () => {
    expect(some(['a', 'b', 'c'], 2)).toEqual({ shown: ['a', 'b', 'c'], more: [] });
  });

  it('say how many were left out', () => {
    expect(some(['a', 'b', 'c', 'd'], 2)).toEqual({ shown: ['a', 'b'], more: [{ text: '2 more' }] });
    expect(some(['a'], 2)).toEqual({ shown: ['a'], more: [] });
    expect(names(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  });
});

describe('confidence', () => {
  it('is said in words, stronger ones for more', () => {
    expect([0.99, 0.85, 0.7, 0.5, 0.1].map(confidenceInWords)).toEqual([
      'Almost certain',
      'Very likely',
      'Likely',
      'Possible',
      'Not certain',
    ]);
  });
});
