import { expect, it } from 'vitest';
import { containerRuntimeDown, networkPluginNotReady } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, nodeOf } from '../cluster.ts';
import { conditioned } from '../conditioned.ts';
import { now, workload } from '../given.ts';

const judge = (...parts: Facts[]) =>
  [containerRuntimeDown, networkPluginNotReady].flatMap((rule) =>
    rule.judge(clusterOf({ events: [] }, ...parts, app('cart')) as never, workload('shop', 'Namespace'), now),
  );
const socket = (minutes: number) =>
  eventOf(
    'Pod/cart-1a2b3c-0',
    'FailedCreatePodSandBox',
    'rpc error: dial unix /run/containerd/containerd.sock: connect: connection refused',
    minutes,
  );
const cni =
  'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';

it.each<[string, Facts[], (string | number)[][]]>([
  ['is down by its condition', [conditioned('False', 'container runtime is down')], [['container-runtime-down', 0.97]]],
  [
    'stalls',
    [conditioned('False', 'PLEG is not healthy: pleg was last seen active 3m ago')],
    [['container-runtime-down', 0.97]],
  ],
  [
    'refuses its socket, on a node that counts as ready',
    [nodeOf('node-1'), socket(2)],
    [['container-runtime-down', 0.6]],
  ],
  ['refused its socket long ago', [nodeOf('node-1'), socket(20)], []],
  [
    'is well, while the network plug-in is not set up',
    [conditioned('False', cni)],
    [['network-plugin-not-ready', 0.95]],
  ],
  ['is well', [nodeOf('node-1')], []],
])('a container runtime that %s', (_, parts, told) => {
  expect(judge(...parts).map(({ code, confidence }) => [code, confidence])).toEqual(told);
});
