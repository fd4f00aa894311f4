import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/diagnosis/diagnose.ts';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, nodeOf } from '../cluster.ts';
import { now, workload } from '../given.ts';

const shelf = [
  rules.nodePoolAtMaximum,
  rules.nodePoolCannotGrow,
  rules.scaleUpNotTriggered,
  rules.nodeScaledDown,
  rules.nodeDiskFull,
  rules.nodePidPressure,
  rules.nodeNetworkUnavailable,
  rules.nodeFilesystemReadOnly,
  rules.nodeProblemDetected,
  rules.resourceRequestDoesNotFit,
];
const found = (parts: Facts[]) =>
  judge(shelf as never, clusterOf({ events: [], nodes: [] }, ...parts), workload('shop', 'Namespace'), now);

interface NodeTold {
  says?: [type: string, message: string];
  has?: Record<string, string>;
  labels?: Record<string, string>;
}
const node = ({ says, has = {}, labels = {} }: NodeTold): Facts => {
  const facts = nodeOf('node-1', { labels });
  for (const { status } of facts.nodes ?? []) {
    if (says) status?.conditions?.push({ type: says[0], status: 'True', reason: says[0], message: says[1] });
    Object.assign(status?.allocatable ?? {}, has);
  }
  return facts;
};
const waits = (resources: Record<string, string> = {}) =>
  app('cart', { node: null, ready: false, container: { resources: { requests: resources } } });
const ofPod = (reason: string, message: string, minutes = 2) => eventOf('Pod/cart-1a2b3c-0', reason, message, minutes);
const noScaleUp = (why: string, minutes = 2) =>
  ofPod('NotTriggerScaleUp', `pod didn't trigger scale-up: ${why}`, minutes);
const ofNode = (reason: string, message: string, minutes = 5) => eventOf('Node/node-1', reason, message, minutes);
const ofGroup = (reason: string, message: string): Facts => ({
  provisioningEvents: eventOf('ConfigMap/cluster-autoscaler-status', reason, message).events ?? [],
});
const evicted: Facts = {
  pods: (app('blob').pods ?? []).map((pod) => ({
    ...pod,
    status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: ephemeral-storage. ' },
  })),
};
const quota =
  'Code="OperationNotAllowed" Message="Operation could not be completed as it results in exceeding approved standardDSv3Family Cores quota."';
const gone = ofPod('ScaleDown', 'deleting pod for node scale down');
const on = ofPod('TriggeredScaleUp', 'pod triggered scale-up: [{aks-user-vmss 3->4 (max: 5)}]', 4);
const gpu = { 'nvidia.com/gpu': '1' };

const told: [code: string, words: string, confidence: number, parts: Facts[]][] = [
  [
    'node-pool-at-maximum',
    '1 pod of cart waits for a node, and the cluster autoscaler adds none',
    0.97,
    [waits(), noScaleUp('1 max node group size reached, 2 Insufficient cpu')],
  ],
  [
    'node-pool-at-maximum',
    'has its maximum of nodes',
    0.97,
    [waits(), ofPod('FailedScheduling', 'all available instance types exceed limits for nodepool: "default"')],
  ],
  [
    'node-pool-cannot-grow',
    'quota of standardDSv3Family Cores is used up',
    0.97,
    [waits(), on, ofGroup('FailedToScaleUpGroup', quota)],
  ],
  [
    'node-pool-cannot-grow',
    'Azure has no machine of that size',
    0.97,
    [waits(), ofPod('FailedScaleUp', 'SkuNotAvailable: Standard_D4s_v5')],
  ],
  [
    'node-pool-cannot-grow',
    'its subnet has no address left',
    0.97,
    [waits(), ofPod('FailedScaleUp', 'SubnetIsFull: Subnet nodes')],
  ],
  [
    'node-pool-cannot-grow',
    'the last try to add one failed',
    0.7,
    [waits(), noScaleUp('1 in backoff after failed scale-up')],
  ],
  [
    'scale-up-not-triggered',
    'a new one would not take it either (1 node(s) had untolerated taint {gpu: yes})',
    0.5,
    [waits(), noScaleUp('1 node(s) had untolerated taint {gpu: yes}')],
  ],
  ['node-scaled-down', 'removed a node under a pod of cart', 0.65, [app('cart', { ready: false }), gone]],
  [
    'node-disk-full',
    'has evicted 1 pod, and 0 pods that were looked at are on it',
    0.96,
    [node({ says: ['DiskPressure', 'kubelet has disk pressure'] }), evicted],
  ],
  [
    'node-disk-full',
    'removing unused images frees too little',
    0.6,
    [node({}), ofNode('FreeDiskSpaceFailed', 'Failed to garbage collect required amount of images.')],
  ],
  [
    'node-pid-pressure',
    'runs out of process numbers',
    0.95,
    [node({ says: ['PIDPressure', 'kubelet has insufficient PID available'] })],
  ],
  [
    'node-network-unavailable',
    'The network of node node-1 is not set up: 1 pods',
    0.94,
    [node({ says: ['NetworkUnavailable', 'RouteController failed'] }), app('cart')],
  ],
  [
    'node-filesystem-read-only',
    'damaged, and read-only now',
    0.96,
    [node({ says: ['ReadonlyFilesystem', 'Filesystem is read-only'] })],
  ],
  [
    'node-problem-detected',
    'its kubelet is started again and again (FrequentKubeletRestart)',
    0.8,
    [node({ says: ['FrequentKubeletRestart', 'Found 6 matching logs'] })],
  ],
  [
    'node-problem-detected',
    'its kernel hangs',
    0.8,
    [node({ says: ['KernelDeadlock', 'task docker:7 blocked for more than 120 seconds'] })],
  ],
  ['resource-request-does-not-fit', 'asks for 1 nvidia.com/gpu, and no node offers any.', 0.9, [waits(gpu), node({})]],
  [
    'resource-request-does-not-fit',
    'node-1 is a GPU machine, so its device plug-in does not run there',
    0.9,
    [waits(gpu), node({ labels: { 'kubernetes.azure.com/accelerator': 'nvidia' } })],
  ],
  [
    'resource-request-does-not-fit',
    'of the 1 nvidia.com/gpu that node-1 offers too few are free',
    0.9,
    [waits(gpu), node({ has: gpu }), app('train', { container: { resources: { limits: gpu } } })],
  ],
  [
    'resource-request-does-not-fit',
    'no node has any set aside',
    0.9,
    [waits({ 'hugepages-2Mi': '64Mi' }), node({ has: { 'hugepages-2Mi': '0' } })],
  ],
  [
    'resource-request-does-not-fit',
    'asks for 50 GiB ephemeral-storage, and the largest node has 20 GiB',
    0.9,
    [waits({ 'ephemeral-storage': '50Gi' }), node({ has: { 'ephemeral-storage': '20Gi' } })],
  ],
];

const well: [name: string, parts: Facts[]][] = [
  ['a pool that grows since', [waits(), noScaleUp('1 max node group size reached', 9), on]],
  ['a pod that has its node now', [app('cart'), noScaleUp('1 max node group size reached')]],
  ['a refusal of long ago', [waits(), noScaleUp('1 max node group size reached', 50)]],
  ['a group that failed for others', [app('cart'), ofGroup('FailedToScaleUpGroup', quota)]],
  ['pods that came back after their node went', [app('cart'), gone]],
  ['a node without trouble', [node({}), app('cart')]],
  ['a disk that was full an hour ago', [node({}), ofNode('FreeDiskSpaceFailed', 'failed to free disk space', 60)]],
  ['a node that reclaims memory', [node({}), ofNode('EvictionThresholdMet', 'Attempting to reclaim memory')]],
  ['a device that is free', [app('cart', { container: { resources: { limits: gpu } } }), node({ has: gpu })]],
];

describe('nodes and their pools', () => {
  it.each(told)('%s: %s (%d)', (code, words, confidence, parts) => {
    const finding = found(parts).find((it) => it.code === code);

    expect(finding?.sentence).toContain(words);
    expect(finding?.confidence).toBe(confidence);
    expect(finding?.suggestions).not.toEqual([]);
  });

  it.each(well)('says nothing of %s', (_name, parts) => {
    expect(found(parts)).toEqual([]);
  });
});
