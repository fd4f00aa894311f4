import { describe, expect, it } from 'vitest';
import { type Judged, ranked } from '../../src/diagnosis/rank.ts';
import { situationOf } from '../../src/diagnosis/situation/situation.ts';
import type { ObjectRef } from '../../src/model/finding.ts';
import { app, clusterOf, nodeOf, service } from './cluster.ts';
import { workload } from './given.ts';

const situation = () =>
  situationOf(
    clusterOf(
      nodeOf('node-1'),
      app('web', { container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] } }),
      app('cart'),
      app('mail', { node: 'node-2' }),
      service('cart'),
    ),
  );
const of = (name: string): ObjectRef => ({ kind: 'Deployment', namespace: 'shop', name });
const judged = (
  code: string,
  about: ObjectRef,
  confidence: number,
  weight: NonNullable<Judged['rule']['weight']> = 'cause',
): Judged => ({
  finding: { code, about, confidence, sentence: '', quotes: [], suggestions: [] },
  rule: { explains: ['Failing'], weight },
});
const order = (found: Judged[], subject = workload('shop', 'Namespace')) =>
  ranked(found, situation(), subject).map((it) => it.code);

describe('findings', () => {
  it('put what a workload depends on before its own symptoms', () => {
    expect(order([judged('web-crashes', of('web'), 0.8, 'symptom'), judged('cart-down', of('cart'), 0.7)])).toEqual([
      'cart-down',
      'web-crashes',
    ]);
  });

  it('leave a symptom where it is when the cause is not upstream of it', () => {
    expect(order([judged('cart-crashes', of('cart'), 0.8, 'symptom'), judged('mail-down', of('mail'), 0.7)])[0]).toBe(
      'cart-crashes',
    );
  });

  it('put a node before what its pods suffer', () => {
    const node = { kind: 'Node', namespace: '', name: 'node-1' };

    expect(order([judged('cart-crashes', of('cart'), 0.9, 'symptom'), judged('node-down', node, 0.8)])[0]).toBe(
      'node-down',
    );
  });

  it('of other workloads do not answer a question about one, those of its dependencies do', () => {
    const found = [judged('mail-down', of('mail'), 0.9), judged('cart-down', of('cart'), 0.8)];

    expect(order(found, workload('web'))).toEqual(['cart-down']);
  });

  it('about what a report names come first, and mistakes that need not hurt last', () => {
    const found = [
      judged('mail-odd', of('mail'), 0.9, 'lint'),
      judged('mail-down', of('mail'), 0.8),
      judged('cart-down', of('cart'), 0.75),
    ];

    expect(order(found, { ...workload('shop', 'Namespace'), report: 'cart is slow' })).toEqual([
      'cart-down',
      'mail-down',
      'mail-odd',
    ]);
  });

  it('say that nothing is wrong only where there is no cause', () => {
    const calm = judged('nothing-wrong-here', of('cart'), 0.9, 'all-clear');

    expect(order([calm])).toEqual(['nothing-wrong-here']);
    expect(order([calm, judged('cart-down', of('cart'), 0.7)])).toEqual(['cart-down']);
  });
});
