import { expect, it } from 'vitest';
import { serviceTargetPortWrong } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (...parts: Parameters<typeof clusterOf>) =>
  serviceTargetPortWrong.judge(clusterOf(...parts) as never, workload('cart'), now);
const listens = (port: number, name?: string) => ({
  container: {
    ports: [{ containerPort: port, ...(name && { name }) }],
    readinessProbe: { tcpSocket: { port } },
  },
});

it('blames a target port that the pods do not have, and names the right one', () => {
  const [finding] = judge(app('cart', listens(7070)), service('cart', { port: 7070, targetPort: 8081 }));

  expect(finding?.sentence).toBe('Service cart sends port 7070 to target port 8081, but the pods of cart have 7070.');
  expect(finding?.suggestions[0]?.text).toContain('to 7070');
  expect(finding?.confidence).toBeGreaterThan(0.9);
});

it('blames a named target port that no container carries', () => {
  const [finding] = judge(app('cart', listens(7070, 'grpc')), service('cart', { targetPort: 'grpc-api', ready: 0 }));

  expect(finding?.quotes[0]?.text).toBe('grpc-api');
  expect(finding?.suggestions[0]?.text).toContain('to grpc');
});

it('is silent when the port is declared, when a probe asks it, and when nothing is declared', () => {
  const probed = { container: { ports: [{ containerPort: 7070 }], readinessProbe: { tcpSocket: { port: 8080 } } } };

  expect(judge(app('cart', listens(8080)), service('cart'))).toEqual([]);
  expect(judge(app('cart', probed), service('cart'))).toEqual([]);
  expect(judge(app('cart'), service('cart', { targetPort: 'http' }))).toEqual([]);
});
