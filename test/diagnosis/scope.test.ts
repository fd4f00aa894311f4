import { describe, expect, it } from 'vitest';
import { replicas, scopeOf } from '../../src/diagnosis/scope.ts';
import { history, minutesAgo } from './given.ts';

const on = (node: string, ...names: string[]) => names.map((name) => ({ name, node }));
const all = [...on('n1', 'a', 'b'), ...on('n2', 'c', 'd')];

describe('scope', () => {
  it.each([
    ['every replica', all],
    ['one node', on('n1', 'a', 'b')],
    ['one pod', on('n1', 'a')],
    ['some pods', on('n1', 'a').concat(on('n2', 'c'))],
    ['some pods', all.slice(0, 3)],
  ])('is %s', (kind, suffering) => {
    expect(scopeOf(all, suffering).kind).toBe(kind);
  });

  it('calls the only pod of a workload one pod', () => {
    expect(scopeOf(on('n1', 'a'), on('n1', 'a'))).toEqual({ kind: 'one pod', pods: ['a'], of: 1, nodes: ['n1'] });
  });

  it('knows the replicas from the inventory when the Kubernetes API did not answer, without those long gone', () => {
    const gone = { ...history('old', [200]), lastSeen: minutesAgo(190) };

    expect(replicas(undefined, [gone, history('a', [10])])).toEqual([{ name: 'a', node: 'node-1' }]);
  });
});
