import { expect, it } from 'vitest';
import { schedulerDown } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, nodeOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const young = (facts: Facts): Facts => ({
  ...facts,
  pods: (facts.pods ?? []).map((pod) => ({ ...pod, metadata: { ...pod.metadata, creationTimestamp: minutesAgo(1) } })),
});
const judge = (...parts: Facts[]) =>
  [schedulerDown.judge(clusterOf({ events: [] }, ...parts) as never, workload('shop', 'Namespace'), now) ?? []].flat();
const waiting = young(app('cart', { node: null, ready: false }));
const master = nodeOf('cp-1', { labels: { 'node-role.kubernetes.io/control-plane': '' } });

it('a scheduler that looks at no pod that waits is down', () => {
  expect(judge(waiting, master)).toMatchObject([{ code: 'scheduler-down', about: { kind: 'Node', name: 'cp-1' } }]);
});

it('a scheduler that said why a pod waits is not', () => {
  const said = eventOf('Pod/cart-1a2b3c-0', 'FailedScheduling', '0/1 nodes are available');

  expect(judge(waiting, master, said)).toEqual([]);
});

it('a scheduler that gave a later pod a node is not, though nobody says why the first still waits', () => {
  const early = app('old', { node: null, ready: false });

  expect(judge(early, master)).toHaveLength(1);
  expect(judge(early, master, young(app('web')))).toEqual([]);
  expect(judge(early, waiting, master, app('web'))).toHaveLength(1);
});
