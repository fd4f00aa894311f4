import { describe, expect, it } from 'vitest';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, nodeOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const nodeRules = [rules.kubeletNotReporting, rules.containerRuntimeDown, rules.schedulerDown];
const found = (...parts: Facts[]) =>
  nodeRules.flatMap(
    (rule) => rule.judge(clusterOf({ events: [] }, ...parts) as never, workload('shop', 'Namespace'), now) ?? [],
  );
const conditioned = (status: string, message: string): Facts => {
  const [node] = nodeOf('node-1').nodes ?? [];
  return { nodes: [{ ...node, status: { conditions: [{ type: 'Ready', status, message }] } }] };
};
const young = (facts: Facts): Facts => ({
  ...facts,
  pods: (facts.pods ?? []).map((pod) => ({ ...pod, metadata: { ...pod.metadata, creationTimestamp: minutesAgo(1) } })),
});

describe('a node', () => {
  it('whose kubelet is silent is told with the seconds', () => {
    const lease: Facts = {
      nodeLeases: [{ metadata: { name: 'node-1' }, spec: { renewTime: minutesAgo(2) as never } }],
    };

    const [finding] = found(conditioned('Unknown', 'Kubelet stopped posting node status.'), lease, app('cart'));

    expect(finding).toMatchObject({ code: 'kubelet-not-reporting', about: { kind: 'Node', name: 'node-1' } });
    expect(finding?.sentence).toContain('for 120 s');
  });

  it('whose container runtime is down is told by its condition', () => {
    const codes = found(conditioned('False', 'container runtime is down'), app('cart')).map((it) => it.code);

    expect(codes).toEqual(['container-runtime-down']);
  });

  it('that is well has no finding', () => {
    expect(found(nodeOf('node-1'), app('cart'))).toEqual([]);
  });
});

describe('the scheduler', () => {
  const waiting = young(app('cart', { node: null, ready: false }));
  const master = nodeOf('cp-1', { labels: { 'node-role.kubernetes.io/control-plane': '' } });

  it('is down when nobody looks at a pod that waits', () => {
    expect(found(waiting, master)).toMatchObject([{ code: 'scheduler-down', about: { kind: 'Node', name: 'cp-1' } }]);
  });

  it('is not, when it said why the pod waits', () => {
    expect(found(waiting, master, eventOf('Pod/cart-1a2b3c-0', 'FailedScheduling', '0/1 nodes are available'))).toEqual(
      [],
    );
  });
});
