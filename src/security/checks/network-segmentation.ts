import { z } from 'zod';
import { armCheck } from '../posture/arm-check.ts';
import { flag, list, part, properties, word } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { batchPoolAddressCheck } from '../posture/batch-pool-checks.ts';
import { namespacesDenyByDefault } from '../posture/kubernetes/namespaces-deny-by-default.ts';
import { namespacesWithPolicies } from '../posture/kubernetes/namespaces-with-policies.ts';
import { definePractice } from '../posture/practice.ts';
import { notApplicable, verdict } from '../posture/verdict.ts';

const of = [armTypes.cluster];
const Cluster = properties({
  networkProfile: part({ networkPlugin: word, networkPolicy: word, networkDataplane: word }),
  apiServerAccessProfile: part({ enablePrivateCluster: flag, authorizedIPRanges: list(z.string()) }),
  publicNetworkAccess: word,
});
const Group = properties({ subnetIds: list(z.unknown()), ipAddress: part({ type: word, ip: word }) });
const everywhere = ['0.0.0.0/0', '::/0'];

/** What is taken over reaches as little as possible: networks are divided, and API servers are not open to all. */
export const networkSegmentation = definePractice({
  code: 'network-segmentation',
  title: 'Network segmentation',
  also: [
    'network policy',
    'authorized ranges',
    'private cluster',
    'CNI',
    'virtual network',
    'segmentation',
    'network',
    'networking',
    'network policies',
  ],
  why: 'A pod that is taken over talks to every other one where nothing divides the network.',
  checks: [
    armCheck({
      ...{
        code: 'cluster-network-policy',
        title: 'Network policies are enforced',
        severity: 'High',
        of,
        body: Cluster,
      },
      judge({ properties: { networkProfile: it } }) {
        const property = 'properties.networkProfile.networkPolicy';
        if (/^none$/i.test(it.networkPlugin))
          return notApplicable(
            'The cluster brings its own network: whether that enforces policies is not told by Azure.',
            'properties.networkProfile.networkPlugin',
            it.networkPlugin,
          );
        const enforces = /^(azure|calico|cilium)$/i.test(it.networkPolicy) || /^cilium$/i.test(it.networkDataplane);
        return verdict(enforces, {
          ...{ property, value: it.networkPolicy || it.networkDataplane },
          good: `${it.networkPolicy || it.networkDataplane} enforces network policies.`,
          bad: 'Nothing enforces network policies: each pod reaches each other one.',
          step: { text: 'Move the cluster to Azure CNI with Cilium (az aks update --network-dataplane cilium).' },
        });
      },
    }),
    armCheck({
      ...{ code: 'cluster-cni', title: 'It uses Azure CNI', severity: 'Low' },
      ...{ policyId: '46238e2f-3f6f-4589-9f3f-77bed4116e67', of, body: Cluster },
      judge: ({ properties: { networkProfile: it } }, { resource: { name, resourceGroup } }) =>
        verdict(/^azure$/i.test(it.networkPlugin), {
          ...{ property: 'properties.networkProfile.networkPlugin', value: it.networkPlugin },
          good: 'It uses Azure CNI.',
          bad: `It uses ${it.networkPlugin || 'another network'}, which Azure's network policies and Cilium need replaced.`,
          step: {
            text: `az aks update --name ${name} --resource-group ${resourceGroup} --network-plugin azure --network-plugin-mode overlay`,
          },
        }),
    }),
    armCheck({
      ...{ code: 'cluster-authorized-ranges', title: 'Few addresses reach the API server', severity: 'Medium' },
      ...{ policyId: '0e246bcf-5f6f-4f87-bc6f-775d4712c7ea', of, body: Cluster },
      judge({ properties: { apiServerAccessProfile: it, publicNetworkAccess } }) {
        if (it.enablePrivateCluster || /^disabled$/i.test(publicNetworkAccess))
          return notApplicable(
            'The internet does not reach its API server, so that it needs no ranges.',
            'properties.apiServerAccessProfile.enablePrivateCluster',
            it.enablePrivateCluster,
          );
        const ranges = it.authorizedIPRanges;
        return verdict(ranges.length > 0 && !ranges.some((range) => everywhere.includes(range)), {
          ...{ property: 'properties.apiServerAccessProfile.authorizedIPRanges', value: ranges.join(', ') },
          good: `Only ${ranges.length === 1 ? 'one range' : `${ranges.length} ranges`} of addresses may reach it.`,
          bad: 'Every address of the internet may try the API server.',
          // Which ranges these are nobody but its owner knows: no change is offered with made-up ones.
          step: { text: 'Limit it to the addresses of your offices, your pipelines and this bot.' },
        });
      },
    }),
    armCheck({
      ...{ code: 'cluster-private', title: 'Its API server has a private address', severity: 'Medium' },
      ...{ policyId: '040732e8-d947-40b8-95d6-854c95024bf8', of, body: Cluster },
      judge: ({ properties: { apiServerAccessProfile: it } }) =>
        verdict(it.enablePrivateCluster, {
          ...{ property: 'properties.apiServerAccessProfile.enablePrivateCluster', value: it.enablePrivateCluster },
          good: 'It is a private cluster.',
          bad: 'Its API server has a public address.',
          step: {
            text: 'Plan it with the network: az aks update --enable-private-cluster needs API server VNet integration.',
          },
        }),
    }),
    armCheck({
      ...{ code: 'container-group-network', title: 'It runs in a virtual network', severity: 'Medium' },
      ...{ policyId: '8af8f826-edcb-4178-b35f-851ea6fea615', of: [armTypes.containerGroup], body: Group },
      judge: ({ properties: { subnetIds, ipAddress } }) =>
        verdict(subnetIds.length > 0 || /^private$/i.test(ipAddress.type), {
          ...{ property: 'properties.subnetIds', value: subnetIds.length },
          good: 'It runs in a subnet.',
          bad: /^public$/i.test(ipAddress.type)
            ? `It runs in no network of ours, and has the public address ${ipAddress.ip || 'that Azure gave it'}.`
            : 'It runs in no network of ours.',
          step: { text: 'A container group is put into a subnet when it is made: deploy it again with subnetIds.' },
        }),
    }),
    batchPoolAddressCheck,
    namespacesWithPolicies,
    namespacesDenyByDefault,
  ],
});
