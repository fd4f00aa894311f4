import { defineScenario } from '../world/scenario.ts';
import { complain } from '../world/troubles/complain.ts';
import { calm } from '../world/world.ts';

/** Every pod is ready, and one may no longer reach what it depends on. */
export const networkPolicyEgress = defineScenario({
  name: 'network-policy-egress',
  title: 'A network policy that blocks the way out',
  tell: 'Since 18 minutes ago NetworkPolicy restrict-egress in shop (prod-weu) lets pods reach only their own namespace and DNS: checkout-api times out when it calls payments-api, whose pods and endpoints are well. Allow egress to payments on port 8080. Ask "why checkout-api in prod-weu".',
  apply(world) {
    calm(world);
    const cluster = world.cluster('prod-weu');
    const createdAt = new Date(world.clock.now().getTime() - 18 * 60_000);
    const dns = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } };
    cluster.declared.push({
      kind: 'NetworkPolicy',
      namespace: 'shop',
      name: 'restrict-egress',
      createdAt,
      body: {
        spec: {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [{ to: [{ podSelector: {} }] }, { to: [dns], ports: [{ protocol: 'UDP', port: 53 }] }],
        },
      },
    });
    complain(
      cluster,
      'checkout-api',
      createdAt,
      'POST http://payments-api.payments/authorize failed: connect ETIMEDOUT',
    );
    world.mends.push(() => {
      cluster.declared = cluster.declared.filter((it) => it.name !== 'restrict-egress');
    });
  },
});
