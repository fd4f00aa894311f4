import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { registryOf } from '../starting/image-parts.ts';
import { pullFindings } from '../starting/pull-troubles.ts';

const client = /client with IP '?"?([0-9a-fA-F.:]{3,45})/;

/** The registry's firewall lets no request from the node's address in; credentials do not help. */
export const imageRegistryFirewall = defineRule({
  code: 'image-registry-firewall',
  explains: ['ImagePullBackOff', 'Pending', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge: (evidence) => {
    const addressIn = (quotes: readonly { text: string }[]) =>
      quotes.flatMap(({ text }) => client.exec(text)?.[1] ?? [])[0];
    return pullFindings(situationOf(evidence), ({ failure }) => failure === 'firewall', {
      code: 'image-registry-firewall',
      confidence: 0.96,
      because: ({ image, quotes }) =>
        `is behind the firewall of registry ${registryOf(image)}, which does not let ${addressIn(quotes) ?? 'the address of the node'} in`,
      step: ({ image, quotes }) => {
        const registry = registryOf(image).split('.')[0] ?? '';
        return `Allow the cluster's way out: az acr network-rule add --name ${registry} --ip-address ${addressIn(quotes) ?? 'ADDRESS'}, or give the registry a private endpoint in the cluster's network.`;
      },
    });
  },
});
