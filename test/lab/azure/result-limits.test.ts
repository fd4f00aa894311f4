import { describe, expect, it } from 'vitest';
import { withinLimits } from '../../../src/lab/azure/result-limits.ts';

const table = (rows: unknown[][]) => ({ name: 'PrimaryResult', columns: [{ name: 'a', type: 'string' }], rows });

describe('the limits of a Log Analytics answer', () => {
  it('let a table through that is within them', () => {
    const whole = table([['é'], ['b']]);

    expect(withinLimits(whole, { rows: 2, bytes: 3 })).toEqual({ table: whole });
  });

  it('cut rows beyond their number and say which limit it was', () => {
    expect(withinLimits(table([['a'], ['b'], ['c']]), { rows: 2, bytes: 100 })).toEqual({
      table: table([['a'], ['b']]),
      exceeded: '2 records',
    });
  });

  it('cut rows beyond their bytes, of UTF-8', () => {
    expect(withinLimits(table([['é'], ['é']]), { rows: 10, bytes: 3 })).toEqual({
      table: table([['é']]),
      exceeded: '3 bytes',
    });
  });

  it('are those of the service', () => {
    const many = table(Array.from({ length: 500_001 }, () => [1]));

    expect(withinLimits(many).exceeded).toBe('500000 records');
    expect(withinLimits(table(Array.from({ length: 65 }, () => ['x'.repeat(1_000_000)]))).exceeded).toBe(
      '64000000 bytes',
    );
  });
});
