import { expect, it } from 'vitest';
import { gatewayRouteWrong } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, type Facts, logOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const names = ['cart', 'order', 'stock', 'user'];
const gateway = app('edge', {
  container: { volumeMounts: [{ name: 'config', mountPath: '/config' }] },
  spec: { volumes: [{ name: 'config', configMap: { name: 'edge' } }] },
});
const routes = (hosts: Record<string, string>, paths: Record<string, string> = {}): Facts => ({
  configMaps: [
    {
      metadata: { name: 'edge', namespace: 'shop' },
      data: {
        'application.yml': names
          .map(
            (it) =>
              `- id: ${it}\n  uri: lb://\${${it.toUpperCase()}_HOST:${hosts[it] ?? `${it}-service`}}\n  predicates:\n    - Path=${paths[it] ?? `/api/${it}service`}/**`,
          )
          .join('\n'),
      },
    },
  ],
});
const judge = (hosts: Record<string, string>, ...more: Facts[]) =>
  gatewayRouteWrong.judge(
    clusterOf(
      gateway,
      ...names.flatMap((it) => [app(`${it}-service`), service(`${it}-service`)]),
      routes(hosts),
      ...more,
    ) as never,
    workload('edge'),
    now,
  );

it("blames a route that leads to another path's Service, and names the one it belongs to", () => {
  const [finding, ...more] = judge({ order: 'stock-service' });

  expect(more).toEqual([]);
  expect(finding?.sentence).toBe(
    'edge sends /api/orderservice/** to stock-service, though the path belongs to order-service.',
  );
  expect(finding?.about).toEqual({ kind: 'Deployment', namespace: 'shop', name: 'order-service' });
  expect(finding?.quotes[0]?.text).toContain('ORDER_HOST:stock-service');
});

it('blames a route to a name that no Service has, with what the gateway says of it', () => {
  const line = 'No servers available for service: order-backend';
  const [finding] = judge({ order: 'order-backend' }, logOf('edge-1a2b3c-0', [line]));

  expect(finding?.sentence).toContain('but there is no such Service; the path belongs to order-service');
  expect(finding?.quotes[1]?.text).toBe(line);
});

it('is silent about a table whose routes are right', () => {
  expect(judge({})).toEqual([]);
});

it('takes the Service that a report names beside the path, where the path does not', () => {
  const facts = clusterOf(
    gateway,
    ...names.flatMap((it) => [app(`${it}-service`), service(`${it}-service`)]),
    app('till'),
    service('till'),
    routes({ user: 'nobody' }, { user: '/pay' }),
  );
  const subject = {
    ...workload('edge'),
    report: 'entry service till: POST https://shop.example/pay/7 failed with 503',
  };

  expect(gatewayRouteWrong.judge(facts as never, subject, now)[0]).toMatchObject({
    about: { name: 'till' },
    confidence: 0.95,
  });
});

it('says nothing of routes to what was never deployed, where there are several', () => {
  expect(
    judge({ user: 'news-service', stock: 'chat-service' }).every(({ sentence }) => /belongs to/.test(sentence)),
  ).toBe(true);
  const facts = clusterOf(
    gateway,
    ...['cart', 'order'].flatMap((it) => [app(`${it}-service`), service(`${it}-service`)]),
    routes({}),
  );
  expect(gatewayRouteWrong.judge(facts as never, workload('edge'), now)).toEqual([]);
});
