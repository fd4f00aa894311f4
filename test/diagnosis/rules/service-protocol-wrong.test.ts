import type { V1ServicePort } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { serviceProtocolWrong } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, type Facts } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (...parts: Parameters<typeof clusterOf>) =>
  serviceProtocolWrong.judge(clusterOf(...parts) as never, workload('dns'), now);
const listening = app('dns', { container: { ports: [{ containerPort: 53 }] } });
const offering = (...ports: V1ServicePort[]): Facts => ({
  services: [{ metadata: { name: 'dns', namespace: 'shop' }, spec: { selector: { app: 'dns' }, ports } }],
});

it('blames UDP in front of a port that listens on TCP', () => {
  const [finding] = judge(listening, offering({ port: 53, targetPort: 53, protocol: 'UDP' }));

  expect(finding?.sentence).toBe('Service dns forwards port 53 as UDP, but dns listens on 53/TCP.');
  expect(finding?.quotes[0]?.text).toBe('UDP');
});

it('is silent when both protocols are offered on the port, and when they agree', () => {
  expect(judge(listening, offering({ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }))).toEqual([]);
  expect(judge(listening, offering({ port: 53, protocol: 'TCP' }))).toEqual([]);
});
