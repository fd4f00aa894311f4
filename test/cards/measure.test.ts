import { describe, expect, it } from 'vitest';
import { activityBytes, budgetBytes, fitted } from '../../src/cards/measure.ts';

const card = (items: number) => ({
  template: 'x',
  json: { body: Array.from({ length: items }, () => 'y'.repeat(1000)) },
  summary: 'x',
});

describe('the size of a card', () => {
  it('is counted in UTF-16, two bytes a character', () => {
    expect(activityBytes('ab')).toBe(8);
    expect(activityBytes('é')).toBe(Buffer.byteLength('"é"', 'utf16le'));
  });

  it('is brought under the budget by showing fewer, never by cutting blindly', () => {
    const tried: number[] = [];
    const fits = fitted(100, (most) => {
      tried.push(most);
      return card(most);
    });

    expect(tried).toEqual([100, 50, 25]);
    expect(activityBytes(fits.json)).toBeLessThan(budgetBytes);
  });

  it('is left alone when it fits', () => {
    expect((fitted(5, card).json.body as string[]).length).toBe(5);
  });
});
