import type { V1Node, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { peerBlocks } from '../../../src/diagnosis/scheduling/peer-blocks.ts';
import { constraintsIn } from '../../../src/diagnosis/scheduling/scheduler-words.ts';
import { stockOf } from '../../../src/diagnosis/scheduling/stock.ts';

const node = (name: string, zone: string): V1Node => ({
  metadata: { name, labels: { 'kubernetes.io/hostname': name, zone } },
});
const pod = (app: string, nodeName: string | undefined, spec: Partial<V1PodSpec> = {}): V1Pod => ({
  metadata: { name: `${app}-${nodeName ?? 'new'}`, namespace: 'shop', labels: { app } },
  spec: { containers: [], ...(nodeName && { nodeName }), ...spec },
});
const nodes = [node('a', '1'), node('b', '1'), node('c', '2')];
const blocked = (newcomer: V1Pod, ...placed: V1Pod[]) => {
  const of = peerBlocks(newcomer, stockOf({ nodes, pods: placed }));
  return nodes.filter((it) => of(it).length > 0).map(({ metadata }) => metadata?.name);
};
const term = (app: string, topologyKey: string) => [{ labelSelector: { matchLabels: { app } }, topologyKey }];
const apart = (app: string, key: string) => ({
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: term(app, key) } },
});
const beside = (app: string, key: string) => ({
  affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: term(app, key) } },
});

it('keeps a pod out of the whole zone of one that it must be apart from, and the other way round', () => {
  expect(blocked(pod('web', undefined, apart('db', 'zone')), pod('db', 'a'))).toEqual(['a', 'b']);
  expect(blocked(pod('web', undefined), pod('db', 'c', apart('web', 'zone')))).toEqual(['c']);
  expect(blocked(pod('web', undefined), pod('db', 'c'))).toEqual([]);
});

it('wants a pod beside it, except that the first of its own kind may start anywhere', () => {
  expect(blocked(pod('web', undefined, beside('cache', 'zone')), pod('cache', 'c'))).toEqual(['a', 'b']);
  expect(blocked(pod('web', undefined, beside('cache', 'zone')))).toEqual(['a', 'b', 'c']);
  expect(blocked(pod('web', undefined, beside('web', 'zone')))).toEqual([]);
});

it('spreads pods over zones no further apart than is allowed', () => {
  const spread = (maxSkew: number) => ({
    topologySpreadConstraints: [
      {
        maxSkew,
        topologyKey: 'zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { app: 'web' } },
      },
    ],
  });

  expect(blocked(pod('web', undefined, spread(1)), pod('web', 'a'))).toEqual(['a', 'b']);
  expect(blocked(pod('web', undefined, spread(2)), pod('web', 'a'))).toEqual([]);
});

it("reads the scheduler's words, and leaves its talk of preemption out", () => {
  const said = constraintsIn(
    '0/4 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu, 1 node(s) had untolerated taint {gpu: true}. preemption: 0/4 nodes are available: 4 Insufficient memory.',
  );

  expect([...said].map(([constraint, { nodes }]) => `${constraint} ${nodes}`)).toEqual([
    'cordon 1',
    'cpu 2',
    'taint 1',
  ]);
});
