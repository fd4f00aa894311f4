import { describe, expect, it } from 'vitest';
import { closest, editDistance } from '../../src/model/closest.ts';
import { imageText, parseImage } from '../../src/model/parse-image.ts';

const digest = `sha256:${'a'.repeat(64)}`;

describe('an image reference', () => {
  it.each([
    ['payments-api', { repository: 'payments-api' }],
    ['payments-api:1.8', { repository: 'payments-api', tag: '1.8' }],
    [
      'Contoso.azurecr.io/team/payments-api:1.8',
      { registry: 'contoso.azurecr.io', repository: 'team/payments-api', tag: '1.8' },
    ],
    [
      `contoso.azurecr.io/payments-api@${digest}`,
      { registry: 'contoso.azurecr.io', repository: 'payments-api', digest },
    ],
    [`localhost:5000/a:1@${digest}`, { registry: 'localhost:5000', repository: 'a', tag: '1', digest }],
  ])('%s falls into its parts', (text, parts) => {
    expect(parseImage(text)).toEqual(parts);
  });

  it.each(['', ' ', 'a b', 'a:', 'a@sha256:12', '../etc/passwd', "x' or 1==1", 'a'.repeat(600)])(
    '"%s" is none',
    (text) => {
      expect(parseImage(text)).toBeUndefined();
    },
  );

  it('is written as people write it', () => {
    expect(imageText({ registry: 'r.io', repository: 'a', tag: '1', digest })).toBe('r.io/a:1');
    expect(imageText({ repository: 'a', digest })).toBe(`a@${digest}`);
  });
});

describe('the closest names', () => {
  it('counts an exchange of neighbours as one edit', () => {
    expect(editDistance('hwy', 'why')).toBe(1);
    expect(editDistance('cluter', 'cluster')).toBe(1);
  });

  it('finds typos and parts of names, nearest first, and nothing far', () => {
    const names = ['payments-api', 'payments-worker', 'checkout-api', 'cart'];

    expect(closest('paymets-api', names)).toEqual(['payments-api']);
    expect(closest('payments', names)).toEqual(['payments-api', 'payments-worker']);
    expect(closest('zzzzz', names)).toEqual([]);
  });
});
