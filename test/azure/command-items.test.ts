import { describe, expect, it } from 'vitest';
import { commandItems } from '../../src/azure/command-items.ts';

const items = [
  { kind: 'Endpoints', metadata: { name: 'cart' } },
  { kind: 'NetworkPolicy', metadata: { name: 'deny' } },
  { kind: 'Pod', metadata: { name: 'cart-1' } },
];
const kinds = new Set(['endpoints', 'networkpolicies', 'pods'] as const);

describe('what a run command said', () => {
  it('is sorted by kind', () => {
    const lists = commandItems({ exitCode: 0, logs: JSON.stringify({ items }) }, kinds, 'cluster c');

    expect([...lists].map(([kind, list]) => [kind, list.length])).toEqual([
      ['endpoints', 1],
      ['networkpolicies', 1],
      ['pods', 1],
    ]);
  });

  it('is not taken for a list when it was cut', () => {
    const logs = JSON.stringify({ items }).slice(0, -20);

    expect(() => commandItems({ exitCode: 0, logs }, kinds, 'cluster c')).toThrow(/cut what a run command told/);
  });

  it('is not taken for a list when it failed', () => {
    expect(() => commandItems({ exitCode: 1, logs: 'Error from server (Forbidden)' }, kinds, 'cluster c')).toThrow(
      /ended with exit code 1/,
    );
  });
});
