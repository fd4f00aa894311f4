import { expect, it } from 'vitest';
import { portAlreadyInUse } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, logOf } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (line: string, ready = false) =>
  portAlreadyInUse.judge(
    clusterOf(app('cart', { ready }), logOf('cart-1a2b3c-0', [line])) as never,
    workload('cart'),
    now,
  )[0];

it.each([
  'Web server failed to start. Port 8080 was already in use.',
  'listen tcp :8080: bind: address already in use',
  'Error: listen EADDRINUSE: address already in use :::8080',
  "[Errno 98] error while attempting to bind on address ('0.0.0.0', 8080): address already in use",
  'nginx: [emerg] bind() to 0.0.0.0:8080 failed (98: Address already in use)',
])('reads the port that is taken: %s', (line) => {
  expect(judge(line)?.sentence).toContain('cannot listen on port 8080');
  expect(judge(line)?.quotes[0]?.text).toBe(line);
});

it('is silent about a pod that is ready', () => {
  expect(judge('listen tcp :8080: bind: address already in use', true)).toBeUndefined();
});

it('finds without a log that the proxy beside the application was given its port', () => {
  const cart = app('cart', { ready: false, container: { ports: [{ containerPort: 8080 }] } });
  const [pod] = cart.pods ?? [];
  const meshed = {
    ...pod,
    metadata: { ...pod?.metadata, annotations: { 'proxy.istio.io/config': '{ "statusPort": 8080 }' } },
    spec: { containers: [...(pod?.spec?.containers ?? []), { name: 'istio-proxy' }] },
  };
  const [finding] = portAlreadyInUse.judge(clusterOf({ ...cart, pods: [meshed] }) as never, workload('cart'), now);

  expect(finding?.sentence).toBe(
    'Container cart of cart cannot listen on port 8080: it is already in use in the pod, by istio-proxy.',
  );
  expect(finding?.quotes[0]?.text).toBe('{ "statusPort": 8080 }');
});
