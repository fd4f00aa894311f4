import { z } from 'zod';
import { armChange } from '../posture/arm-change.ts';
import { armCheck } from '../posture/arm-check.ts';
import { list, part, tier, word } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { definePractice } from '../posture/practice.ts';
import { notApplicable, verdict } from '../posture/verdict.ts';

const connections = list(part({ properties: part({ privateLinkServiceConnectionState: part({ status: word }) }) }));
const Registry = z.object({
  sku: tier,
  properties: part({
    publicNetworkAccess: word,
    networkRuleSet: part({ defaultAction: word }),
    privateEndpointConnections: connections,
  }),
});
const Account = z.object({
  properties: part({ publicNetworkAccess: word, privateEndpointConnections: connections }),
});
const registry = [armTypes.registry];
const batch = [armTypes.batch];

const isPremium = ({ sku }: z.infer<typeof Registry>) => /^premium$/i.test(sku.name);
const isOff = (access: string) => /^disabled$/i.test(access);
const approvedOf = (its: z.infer<typeof connections>) =>
  its.filter(({ properties: it }) => /^approved$/i.test(it.privateLinkServiceConnectionState.status)).length;
const tooSmall = (name: string) => notApplicable(`A ${name || 'small'} registry has no private network of its own.`);
const endpoints = (its: z.infer<typeof connections>) => ({
  property: 'properties.privateEndpointConnections',
  value: `${approvedOf(its)} approved of ${its.length}`,
  good: 'Networks reach it through a private endpoint.',
  bad: 'No network reaches it through a private endpoint that is approved.',
});

/** Registries and Batch accounts are reached from our networks, and from nowhere else. */
export const privateLink = definePractice({
  code: 'private-link',
  title: 'Private Link',
  also: ['private endpoint', 'public network access', 'network rules', 'registry firewall'],
  why: 'What the whole internet reaches can be tried by anybody who finds a password.',
  checks: [
    armCheck({
      ...{ code: 'registry-sku', title: 'Its tier has Private Link and keys of our own', severity: 'Low' },
      ...{ policyId: 'bd560fc0-3c69-498a-ae9f-aa8eb7de0e13', of: registry, body: Registry },
      judge: (body, { resource }) =>
        verdict(isPremium(body), {
          ...{ property: 'sku.name', value: body.sku.name },
          good: 'It is a Premium registry.',
          bad: 'Only a Premium registry has private endpoints, network rules and keys of our own.',
          step: { text: `az acr update --name ${resource.name} --sku Premium` },
        }),
    }),
    armCheck({
      ...{ code: 'registry-private-endpoint', title: 'It has a private endpoint', severity: 'Medium' },
      ...{ policyId: 'e8eef0a8-67cf-4eb4-9386-14b0e78733d4', of: registry, body: Registry },
      judge: (body, { resource }) =>
        isPremium(body)
          ? verdict(approvedOf(body.properties.privateEndpointConnections) > 0, {
              ...endpoints(body.properties.privateEndpointConnections),
              step: { text: `Create a private endpoint for ${resource.name} in the network of its clusters.` },
            })
          : tooSmall(body.sku.name),
    }),
    armCheck({
      ...{ code: 'registry-public-access', title: 'The internet does not reach it', severity: 'High' },
      ...{ policyId: '0fdf0491-d080-4575-b627-ad0e843cba0f', of: registry, body: Registry },
      judge: (body, { resource }) => {
        const { publicNetworkAccess: access, privateEndpointConnections: its } = body.properties;
        // A smaller one cannot be shut, which makes it no less open.
        return verdict(isOff(access), {
          ...{ property: 'properties.publicNetworkAccess', value: access },
          good: 'Public access is off.',
          bad: 'Public access is on: only signing in keeps anybody out.',
          step: !isPremium(body)
            ? { text: `Only a Premium registry can be shut: az acr update --name ${resource.name} --sku Premium` }
            : approvedOf(its) > 0
              ? armChange('registry-public-access-off', 'Turn public access off', resource)
              : { text: `Give ${resource.name} a private endpoint first, then turn public access off.` },
        });
      },
    }),
    armCheck({
      ...{ code: 'registry-network-rules', title: 'Only some networks reach it', severity: 'Medium' },
      ...{ policyId: 'd0793b48-0edc-4296-a390-4c75d1bdfd71', of: registry, body: Registry },
      judge: (body, { resource }) => {
        if (!isPremium(body)) return tooSmall(body.sku.name);
        const { publicNetworkAccess: access, networkRuleSet } = body.properties;
        return verdict(isOff(access) || /^deny$/i.test(networkRuleSet.defaultAction), {
          ...{ property: 'properties.networkRuleSet.defaultAction', value: networkRuleSet.defaultAction },
          good: isOff(access)
            ? 'Public access is off, so that no rules are needed.'
            : 'What no rule names is kept out.',
          bad: 'No rule keeps any network out.',
          step: { text: `az acr update --name ${resource.name} --default-action Deny, with a rule for each network.` },
        });
      },
    }),
    armCheck({
      ...{ code: 'batch-private-endpoint', title: 'It has a private endpoint', severity: 'Medium' },
      ...{ policyId: '009a0c92-f5b4-4776-9b66-4ed2b4775563', of: batch, body: Account },
      judge: ({ properties: { privateEndpointConnections: its } }, { resource }) =>
        verdict(approvedOf(its) > 0, {
          ...endpoints(its),
          step: { text: `Create a private endpoint (batchAccount) for ${resource.name}.` },
        }),
    }),
    armCheck({
      ...{ code: 'batch-public-access', title: 'The internet does not reach it', severity: 'Medium' },
      ...{ policyId: '74c5a0ae-5e48-4738-b093-65e23a060488', of: batch, body: Account },
      judge: ({ properties: { publicNetworkAccess: access } }, { resource }) =>
        verdict(isOff(access), {
          ...{ property: 'properties.publicNetworkAccess', value: access },
          good: 'Public access is off.',
          bad: 'Public access is on.',
          step: {
            text: `az batch account set --name ${resource.name} --resource-group ${resource.resourceGroup} --public-network-access Disabled, once it has a private endpoint.`,
          },
        }),
    }),
  ],
});
