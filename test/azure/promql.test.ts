import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Promql, promql } from '../../src/azure/promql.ts';

it('turns values into literals, and splices what it made itself', () => {
  const matchers = promql`cluster=${'prod'},namespace=${'a"b\\c\n'}`;

  expect(promql`sum by (pod) (rate(up{${matchers}}[${2}m]))`.text).toBe(
    'sum by (pod) (rate(up{cluster="prod",namespace="a\\u0022b\\u005cc\\u000a"}[2m]))',
  );
});

it('lets no text out of its quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = promql`${text}`.text;

      expect(written.slice(1, -1)).not.toMatch(/"|[^\\]?\\[^u]|\n/);
      expect(JSON.parse(written)).toBe(text.toWellFormed());
    }),
  );
});

it('refuses what only looks like a query', () => {
  expect(() => promql`up{${{ text: 'a="b"} or up{', brand: 'promql' } as Promql}}`).toThrow(TypeError);
  expect(() => promql`up > ${Number.NaN}`).toThrow(TypeError);
});
