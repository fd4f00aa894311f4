import type { V1Pod } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { clusterDnsDown } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, type Facts, logOf } from '../cluster.ts';
import { now, workload } from '../given.ts';

const dns = (ready: boolean): Facts => ({
  systemPods: [
    {
      metadata: { name: 'coredns-5d-1', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
      status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
    } satisfies V1Pod,
  ],
});
const judge = (...parts: Parameters<typeof clusterOf>) =>
  clusterDnsDown.judge(clusterOf(app('web'), ...parts) as never, workload('web'), now);
const line = 'dial tcp: lookup orders on 10.0.0.10:53: no such host';

it("blames the cluster's DNS when none of its pods is ready, with a look-up that failed", () => {
  const [finding] = judge(dns(false), logOf('web-1a2b3c-0', [line]));

  expect(finding?.sentence).toBe("The cluster's DNS is down: none of its 1 pods is ready.");
  expect(finding?.quotes[0]?.text).toBe(line);
});

it('is silent when it is ready and one workload complains', () => {
  expect(judge(dns(true), logOf('web-1a2b3c-0', [line]))).toEqual([]);
});

it('is not held up by its autoscaler, whose pods are called alike', () => {
  const autoscaler: Facts = {
    systemPods: [
      {
        metadata: {
          name: 'coredns-autoscaler-6f-1',
          namespace: 'kube-system',
          labels: { 'k8s-app': 'coredns-autoscaler' },
        },
        status: { conditions: [{ type: 'Ready', status: 'True' }] },
      },
    ],
  };

  expect(judge(dns(false), autoscaler)[0]?.sentence).toContain('none of its 1 pods is ready');
});
