import { defineScenario } from '../world/scenario.ts';
import { complain } from '../world/troubles/complain.ts';
import { crashLoop } from '../world/troubles/crash-loop.ts';
import { calm } from '../world/world.ts';

/** Names do not resolve anywhere in the cluster, because what resolves them cannot read its configuration. */
export const dnsTrouble = defineScenario({
  name: 'dns-trouble',
  title: 'Names do not resolve',
  tell: 'Both coredns pods in prod-weu end at every start since somebody wrote a forward into ConfigMap coredns-custom that is no address: checkout-api and storefront cannot resolve names. Correct coredns-custom and restart coredns. Ask "why checkout-api in prod-weu".',
  apply(world) {
    calm(world);
    const { cluster, at } = crashLoop(world, {
      namespace: 'kube-system',
      workload: 'coredns',
      minutesAgo: 22,
      crash: {
        exitCode: 1,
        ranMs: 1_500,
        lastWords: [
          'plugin/forward: not an IP address or file: "dns.corp" - Error during parsing: custom/corp.server:2',
        ],
      },
    });
    cluster.settings.push({
      kind: 'ConfigMap',
      namespace: 'kube-system',
      name: 'coredns-custom',
      createdAt: at,
      data: { 'corp.server': 'corp.contoso.example:53 {\n    forward . dns.corp\n}\n' },
    });
    complain(cluster, 'checkout-api', at, 'getaddrinfo EAI_AGAIN payments-api.payments.svc.cluster.local');
    complain(cluster, 'storefront', at, 'getaddrinfo EAI_AGAIN cart.shop.svc.cluster.local');
  },
});
