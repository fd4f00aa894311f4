import { expect, it } from 'vitest';
import { kubeletNotReporting } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, type Facts, nodeOf } from '../cluster.ts';
import { conditioned } from '../conditioned.ts';
import { minutesAgo, now, workload } from '../given.ts';

const lease = (minutes: number): Facts => ({
  nodeLeases: [{ metadata: { name: 'node-1' }, spec: { renewTime: minutesAgo(minutes) as never } }],
});
const judge = (...parts: Facts[]) =>
  kubeletNotReporting.judge(clusterOf(...parts) as never, workload('shop', 'Namespace'), now);
const silent = conditioned('Unknown', 'Kubelet stopped posting node status.');

it.each([
  ['counts as unknown, with the seconds since its lease', silent, lease(2), [[0.95, 'for 120 s']]],
  ['counts as unknown, though leases were not read', silent, {}, [[0.95, 'is not heard of:']]],
  ['still counts as ready, but was not heard of for long', nodeOf('node-1'), lease(2), [[0.8, 'for 120 s']]],
  ['was heard of just now', nodeOf('node-1'), lease(0.5), []],
] as const)('of a node that %s', (_, node, leases, told) => {
  const findings = judge(node, leases, app('cart'));

  expect(findings.map(({ confidence }) => confidence)).toEqual(told.map(([confidence]) => confidence));
  for (const [index, [, says]] of told.entries()) expect(findings[index]?.sentence).toContain(says);
  expect(findings.every(({ sentence }) => sentence.endsWith('1 pod that was looked at is on it.'))).toBe(true);
});
