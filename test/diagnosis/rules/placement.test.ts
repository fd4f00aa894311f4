import { expect, it } from 'vitest';
import { judge, rulesFor } from '../../../src/diagnosis/diagnose.ts';
import type { Subject } from '../../../src/model/subject.ts';
import { app, clusterOf, eventOf, type Facts, nodeOf } from '../cluster.ts';
import { diagnosed } from '../diagnosed.ts';
import { now, workload } from '../given.ts';

const waiting = (spec: object = {}, more: Parameters<typeof app>[1] = {}) =>
  app('cart', { node: null, ready: false, spec, ...more });
const said = (message: string) => eventOf('Pod/cart-1a2b3c-0', 'FailedScheduling', message);
const first = (...parts: Facts[]) => diagnosed(...parts)[0];
const asking = (resources: Record<string, string>) => ({ container: { resources: { requests: resources } } });

it('blames a selector that no node meets, and says what nodes have instead', () => {
  const finding = first(
    waiting({ nodeSelector: { disk: 'nvme' } }),
    nodeOf('node-1', { labels: { disk: 'ssd' } }),
    said("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."),
  );

  expect(finding).toMatchObject({ code: 'node-selector-matches-no-node', confidence: 0.95 });
  expect(finding?.sentence).toContain(
    'asks for disk=nvme, which none of the 1 nodes that take such pods has (nodes have disk=ssd)',
  );
  expect(finding?.about).toEqual({ kind: 'Deployment', namespace: 'shop', name: 'cart' });
  expect(finding?.quotes.map(({ text }) => text)).toContain('nvme');
});

it('blames the cordon of the one node that the selector means', () => {
  const finding = first(
    waiting({ nodeSelector: { disk: 'nvme' } }),
    nodeOf('node-1', { labels: { disk: 'nvme' }, spec: { unschedulable: true } }),
    nodeOf('node-2'),
  );

  expect(finding?.code).toBe('node-cordoned');
  expect(finding?.sentence).toContain('node-1 is cordoned');
  expect(finding?.suggestions[0]?.text).toContain('Uncordon node-1');
  expect(finding?.suggestions[0]).toMatchObject({ action: 'uncordon', input: { name: 'node-1' } });
});

it('blames a taint that is not tolerated, and a toleration that covers it clears it', () => {
  const gpu = nodeOf('node-1', { spec: { taints: [{ key: 'sku', value: 'gpu', effect: 'NoSchedule' }] } });
  const tolerations = [{ key: 'sku', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }];

  expect(first(waiting(), gpu)).toMatchObject({ code: 'taint-not-tolerated' });
  expect(first(waiting(), gpu)?.sentence).toContain('sku=gpu:NoSchedule');
  expect(first(waiting({ tolerations }), gpu)).toBeUndefined();
});

it('blames a node affinity that no node meets', () => {
  const nodeSelectorTerms = [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['9'] }] }];
  const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };

  expect(first(waiting({ affinity }), nodeOf('node-1'))?.sentence).toContain('zone In (9)');
});

it('blames anti-affinity among replicas when there are more of them than nodes, and a cordon when there are not', () => {
  const term = { labelSelector: { matchLabels: { app: 'cart' } }, topologyKey: 'kubernetes.io/hostname' };
  const spec = { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
  const [running, pending] = [app('cart', { spec }), waiting(spec)];
  const renamed = {
    pods: (pending.pods ?? []).map((pod) => ({ ...pod, metadata: { ...pod.metadata, name: 'cart-1a2b3c-1' } })),
  };
  const two = {
    ...running,
    deployments: (running.deployments ?? []).map((it) => ({ ...it, spec: { ...it.spec, replicas: 2 } as never })),
  };

  expect(first(two, renamed, nodeOf('node-1'))?.code).toBe('pod-anti-affinity-unsatisfiable');
  expect(first(two, renamed, nodeOf('node-1'), nodeOf('node-2', { spec: { unschedulable: true } }))?.code).toBe(
    'node-cordoned',
  );
});

it('tells a request that no node could ever hold from nodes that are full now', () => {
  const full = app('batch', asking({ cpu: '3' }));

  expect(first(waiting({}, asking({ cpu: '16' })), nodeOf('node-1'))?.sentence).toContain(
    'it asks for 16 CPU, and the largest node has 4 CPU in all',
  );
  expect(first(waiting({}, asking({ cpu: '2' })), full, nodeOf('node-1'))?.sentence).toContain(
    'no node that would take it has as much free (node-1 has 1 CPU free',
  );
  expect(first(waiting({}, asking({ memory: '20Gi' })), nodeOf('node-1'))?.code).toBe('memory-request-does-not-fit');
  expect(first(waiting({}, asking({ 'nvidia.com/gpu': '1' })), nodeOf('node-1'))?.code).toBe(
    'resource-request-does-not-fit',
  );
});

it('counts what pods of other namespaces take', () => {
  const elsewhere = { podsElsewhere: app('other', asking({ cpu: '3' })).pods ?? [] };

  expect(first(waiting({}, asking({ cpu: '2' })), nodeOf('node-1'))).toBeUndefined();
  expect(first(waiting({}, asking({ cpu: '2' })), nodeOf('node-1'), elsewhere)?.code).toBe('cpu-request-does-not-fit');
});

it('believes the scheduler where it sees what was not read, and doubts itself where they differ', () => {
  const alone = first(
    waiting({}, asking({ cpu: '2' })),
    nodeOf('node-1'),
    said('0/1 nodes are available: 1 Insufficient cpu.'),
  );
  const differs = first(
    waiting(),
    nodeOf('node-1', { spec: { unschedulable: true } }),
    said('0/1 nodes are available: 1 Insufficient memory.'),
  );

  expect(alone).toMatchObject({ code: 'cpu-request-does-not-fit', confidence: 0.85 });
  expect(differs).toMatchObject({ code: 'node-cordoned', confidence: 0.55 });
});

it('is silent about pods that a node takes, that run, or that a gate holds back', () => {
  const cordoned = nodeOf('node-1', { spec: { unschedulable: true } });

  expect(first(waiting(), nodeOf('node-1'))).toBeUndefined();
  expect(first(app('cart'), cordoned)).toBeUndefined();
  expect(first(waiting({ schedulingGates: [{ name: 'quota' }] }), cordoned)).toBeUndefined();
});

it('looks into each kind of pod of a workload, not the oldest alone', () => {
  const [fits, wants] = [waiting({}, { replicas: 2 }), waiting({ nodeSelector: { disk: 'nvme' } }, { replicas: 2 })];
  const pods = [...(fits.pods ?? []).slice(0, 1), ...(wants.pods ?? []).slice(1)];

  const finding = first({ ...fits, pods }, nodeOf('node-1'));

  expect(finding).toMatchObject({ code: 'node-selector-matches-no-node' });
  expect(finding?.sentence).toContain('1 of 2 pods of cart is Pending (cart-1a2b3c-1)');
});

it('looks first into what was asked about, when more wait than can be looked into, and says how many were not', () => {
  const names = Array.from({ length: 62 }, (_, index) => `app-${index}`);
  const evidence = clusterOf(
    ...names.map((name) => app(name, { node: null, ready: false, spec: { nodeSelector: { disk: 'nvme' } } })),
    nodeOf('node-1'),
  );
  const judged = (subject: Subject) => judge(rulesFor('Pending'), evidence, subject, now);
  const asked = { ...workload('shop', 'Namespace'), report: 'why does app-61 not start?' };

  const findings = judged(asked).filter(({ code }) => code === 'node-selector-matches-no-node');

  expect(findings).toHaveLength(60);
  expect(findings.map(({ about }) => about?.name)).toContain('app-61');
  expect(findings.filter(({ sentence }) => sentence.includes('2 more workloads wait for a node'))).toHaveLength(1);
});
