import type { V1Node, V1PersistentVolume, V1PersistentVolumeClaim, V1Pod } from '@kubernetes/client-node';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Constraint } from '../../../src/diagnosis/scheduling/constraint.ts';
import { liftFor, verdictsFor } from '../../../src/diagnosis/scheduling/counterfactual.ts';
import { stockOf } from '../../../src/diagnosis/scheduling/stock.ts';

const kinds = [
  'node-selector',
  'node-affinity',
  'volume-zone',
  'cordon',
  'not-ready',
  'taint',
  'pod-anti-affinity',
  'host-port',
  'memory',
  'cpu',
  'other-resource',
] as const satisfies readonly Constraint[];
type Kind = (typeof kinds)[number];

const newcomer: V1Pod = {
  metadata: { name: 'new', namespace: 'shop', labels: { app: 'new' } },
  spec: {
    nodeSelector: { pool: 'apps' },
    containers: [
      {
        name: 'new',
        resources: { requests: { cpu: '2', memory: '2Gi', 'nvidia.com/gpu': '1' } },
        ports: [{ containerPort: 80, hostPort: 8080 }],
      },
    ],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['1', '2'] }] }],
        },
      },
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: { app: 'noisy' } }, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    },
  },
  status: { phase: 'Pending' },
};
const claim: V1PersistentVolumeClaim = {
  metadata: { name: 'data', namespace: 'shop' },
  spec: { volumeName: 'pv' },
  status: { phase: 'Bound' },
};
const volume: V1PersistentVolume = {
  metadata: { name: 'pv' },
  spec: {
    nodeAffinity: {
      required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['here'] }] }] },
    },
  },
};

function cluster(blocks: readonly ReadonlySet<Kind>[]) {
  const nodes = blocks.map(
    (has, index): V1Node => ({
      metadata: {
        name: `node-${index}`,
        labels: {
          'kubernetes.io/hostname': `node-${index}`,
          pool: has.has('node-selector') ? 'system' : 'apps',
          zone: has.has('node-affinity') ? '3' : '1',
          disk: has.has('volume-zone') ? 'elsewhere' : 'here',
        },
      },
      spec: {
        unschedulable: has.has('cordon'),
        taints: [
          ...(has.has('cordon') ? [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] : []),
          ...(has.has('not-ready') ? [{ key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' }] : []),
          ...(has.has('taint') ? [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }] : []),
        ],
      },
      status: {
        allocatable: {
          cpu: has.has('cpu') ? '1900m' : '2',
          memory: has.has('memory') ? '2047Mi' : '2Gi',
          pods: '110',
          ...(!has.has('other-resource') && { 'nvidia.com/gpu': '1' }),
        },
      },
    }),
  );
  const pods = blocks.flatMap((has, index): V1Pod[] => [
    ...(has.has('pod-anti-affinity') ? [placed(index, 'noisy', {})] : []),
    ...(has.has('host-port') ? [placed(index, 'proxy', { ports: [{ containerPort: 1, hostPort: 8080 }] })] : []),
  ]);
  return stockOf({ nodes, pods, claims: [claim], volumes: [volume] });
}

function placed(index: number, app: string, container: object): V1Pod {
  return {
    metadata: { name: `${app}-${index}`, namespace: 'shop', labels: { app } },
    spec: { nodeName: `node-${index}`, containers: [{ name: app, ...container }] },
    status: { phase: 'Running' },
  };
}

const lifted = (blocks: readonly ReadonlySet<Kind>[], kind: Kind) =>
  blocks.map((has) => new Set([...has].filter((it) => it !== kind)));
const fits = (blocks: readonly ReadonlySet<Kind>[]) =>
  verdictsFor(newcomer, cluster(blocks)).some((it) => it.blocks.length === 0);
const lift = (blocks: readonly ReadonlySet<Kind>[]) =>
  liftFor(verdictsFor(newcomer, cluster(blocks)), { replicasFit: true, asksForLabels: true });

it('names the one constraint that keeps a pod from a node: without it the pod fits, without any other it does not', () => {
  const extras = fc.array(fc.subarray([...kinds]), { minLength: 0, maxLength: 4 });

  fc.assert(
    fc.property(fc.constantFrom(...kinds), extras, (wrong, others) => {
      const blocks = [new Set<Kind>([wrong]), ...others.map((more) => new Set<Kind>([wrong, ...more]))];

      const found = lift(blocks);

      expect(found?.constraint).toBe(wrong);
      expect(found?.opens).toContain('node-0');
      expect(fits(lifted(blocks, wrong))).toBe(true);
      for (const other of kinds) if (other !== wrong) expect(fits(lifted(blocks, other))).toBe(false);
    }),
    { numRuns: 150 },
  );
});

it('promises no node that would not take the pod', () => {
  fc.assert(
    fc.property(fc.array(fc.subarray([...kinds], { minLength: 1 }), { minLength: 1, maxLength: 5 }), (sets) => {
      const blocks = sets.map((it) => new Set<Kind>(it));
      const found = lift(blocks);

      expect(found).toBeDefined();
      for (const name of found?.opens ?? [])
        expect([...(blocks[Number(name.slice(5))] ?? [])]).toEqual([found?.constraint]);
    }),
    { numRuns: 150 },
  );
});

it('blames nothing when a node takes the pod', () => {
  expect(lift([new Set<Kind>(['cpu']), new Set<Kind>()])).toBeUndefined();
});

it('blames a cordon on the node that the selector means, not the selector that other nodes do not meet', () => {
  const blocks: Set<Kind>[] = [new Set(['cordon']), new Set(['node-selector']), new Set(['node-selector'])];

  expect(lift(blocks)).toEqual({ constraint: 'cordon', opens: ['node-0'], also: [] });
});

it('says what else stands in the way when one lift is not enough', () => {
  expect(lift([new Set<Kind>(['taint', 'cpu'])])).toEqual({ constraint: 'taint', opens: [], also: ['cpu'] });
});
