import type { V1PersistentVolume, V1PersistentVolumeClaim } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { app, type Facts, nodeOf } from '../cluster.ts';
import { diagnosed } from '../diagnosed.ts';

const hostname = 'kubernetes.io/hostname';
const waiting = (spec: object = {}, more: Parameters<typeof app>[1] = {}) =>
  app('cart', { node: null, ready: false, spec, ...more });
const codeFor = (...parts: Facts[]) => diagnosed(...parts)[0]?.code;
const claimed = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };
const claim = (spec: V1PersistentVolumeClaim['spec'], phase: string): Facts => ({
  volumeClaims: [{ metadata: { name: 'data', namespace: 'shop' }, spec: spec ?? {}, status: { phase } }],
});
const volume = (name: string, spec: V1PersistentVolume['spec'], phase = 'Available'): Facts => ({
  volumes: [{ metadata: { name, labels: { disk: 'hdd' } }, spec: spec ?? {}, status: { phase } }],
});

it('blames a pod affinity where the pod that is wanted as a neighbour runs nowhere', () => {
  const term = { labelSelector: { matchLabels: { app: 'cache' } }, topologyKey: hostname };
  const spec = { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };

  expect(codeFor(waiting(spec), nodeOf('node-1'))).toBe('pod-affinity-unsatisfiable');
  expect(codeFor(waiting(spec), nodeOf('node-1'), app('cache'))).toBeUndefined();
});

it('blames a spread that counts a node which others fill, and not one that is even', () => {
  const constraint = {
    maxSkew: 1,
    topologyKey: hostname,
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: { tier: 'web' } },
  };
  const requests = { cpu: '2' };
  const pending = waiting(
    { topologySpreadConstraints: [constraint] },
    { labels: { app: 'cart', tier: 'web' }, container: { resources: { requests } } },
  );
  const web = app('web', { replicas: 2, labels: { app: 'web', tier: 'web' } });
  const batch = app('batch', { node: 'node-2', container: { resources: { requests: { cpu: '3' } } } });
  const batches = app('batches', { node: 'node-3', container: { resources: { requests: { cpu: '3' } } } });
  const open = ['node-1', 'node-4'].map((name) => nodeOf(name));
  const four = app('web-b', { replicas: 2, node: 'node-4', labels: { app: 'web-b', tier: 'web' } });

  const kept = [pending, web, four, batch, ...open, nodeOf('node-2')];
  expect(codeFor(...kept)).toBe('topology-spread-unsatisfiable');
  expect(codeFor(pending, web, four, ...open, batches, nodeOf('node-3'), nodeOf('node-5'))).toBeUndefined();
});

it('blames a host port that another pod of the node has, until it ends or uses another', () => {
  const ports = (hostPort: number) => ({ container: { ports: [{ containerPort: 80, hostPort }] } });

  expect(codeFor(waiting({}, ports(8080)), app('edge', ports(8080)), nodeOf('node-1'))).toBe('host-port-taken');
  expect(codeFor(waiting({}, ports(8080)), app('edge', ports(9090)), nodeOf('node-1'))).toBeUndefined();
  expect(
    codeFor(waiting({}, ports(8080)), app('edge', { ...ports(8080), phase: 'Succeeded' }), nodeOf('node-1')),
  ).toBeUndefined();
});

it('blames nodes that are not ready, by the taint that Kubernetes gives them', () => {
  const taints = [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }];

  expect(codeFor(waiting(), nodeOf('node-1', { spec: { taints } }))).toBe('nodes-not-ready-for-pod');
});

it('blames the place of a bound volume that no open node reaches', () => {
  const nodeSelectorTerms = [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['1'] }] }];
  const placed = [
    claim({ volumeName: 'pv-1' }, 'Bound'),
    volume('pv-1', { nodeAffinity: { required: { nodeSelectorTerms } } }, 'Bound'),
  ];

  expect(codeFor(waiting(claimed), nodeOf('node-1', { labels: { zone: '2' } }), ...placed)).toBe(
    'volume-in-another-zone',
  );
  expect(codeFor(waiting(claimed), nodeOf('node-1', { labels: { zone: '1' } }), ...placed)).toBeUndefined();
});

it('counts nothing for a pod that has ended', () => {
  const asking = (cpu: string, phase: string) => ({ container: { resources: { requests: { cpu } } }, phase });
  const done = app('batch', asking('3', 'Succeeded'));

  expect(codeFor(waiting({}, asking('2', 'Pending')), done, nodeOf('node-1'))).toBeUndefined();
});

it('blames one cordoned node before the anti-affinity that keeps replicas apart on the other two', () => {
  const term = { labelSelector: { matchLabels: { app: 'cart' } }, topologyKey: hostname };
  const spec = { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
  const running = app('cart', { spec, replicas: 3 });
  const pods = (running.pods ?? []).map((pod, index) =>
    index < 2
      ? { ...pod, spec: { ...pod.spec, containers: pod.spec?.containers ?? [], nodeName: `node-${index + 1}` } }
      : (waiting(spec).pods ?? []).map((it) => ({ ...it, metadata: { ...it.metadata, name: 'cart-1a2b3c-2' } }))[0],
  );
  const nodes = [nodeOf('node-1'), nodeOf('node-2'), nodeOf('node-3', { spec: { unschedulable: true } })];

  expect(codeFor({ ...running, pods: pods.flatMap((it) => it ?? []) }, ...nodes)).toBe('node-cordoned');
});

it('looks at free volumes before those of others, and lets no driver serve a claim that selects by labels', () => {
  const one = { accessModes: ['ReadWriteOnce'], storageClassName: '', capacity: { storage: '1Gi' } };
  const claimRef = { namespace: 'shop', name: 'other' };
  const asks = { ...one, resources: { requests: { storage: '1Gi' } } };
  const taken = ['pv-2', 'pv-3'].map((name) => volume(name, { ...one, claimRef }, 'Bound'));
  const small = volume('pv-1', { ...one, capacity: { storage: '500Mi' } });
  const managed = { metadata: { name: 'managed' }, provisioner: 'disk.csi.azure.com' };
  const selecting = { ...asks, storageClassName: 'managed', selector: { matchLabels: { disk: 'ssd' } } };

  expect(codeFor(waiting(claimed), claim(asks, 'Pending'), ...taken, small)).toBe('claim-larger-than-any-volume');
  expect(
    codeFor(waiting(claimed), claim(selecting, 'Pending'), volume('pv-1', { ...one, storageClassName: 'managed' }), {
      storageClasses: [managed],
    }),
  ).toBe('claim-selector-matches-no-volume');
});
