import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedRegistry } from '../arm/fixed-registry.ts';
import { whoRuns } from '../registry/who-runs.ts';

/** Lets a registry be reached through its private endpoints alone. */
export const registryPublicAccessOff = defineFix(fixedRegistry, {
  name: 'registry-public-access-off',
  title: 'Turn public access off',
  risk: 'high',
  input: z.strictObject(fixTarget),
  usual: { publicNetworkAccess: 'Enabled' },
  wanted: () => ({ publicNetworkAccess: 'Disabled' }),
  sentence: (name) => `Turn the public access to registry ${name} off.`,
  hindrance({ sku, properties }) {
    if (sku?.name !== 'Premium')
      return 'Only a Premium registry has private endpoints: nobody could reach it any more.';
    const endpoints = properties.privateEndpointConnections as unknown[] | undefined;
    return endpoints?.length ? undefined : 'It has no private endpoint: nobody could reach it any more.';
  },
  reach: async ({ azure, name, body, now }) => [
    `Only networks with a private endpoint of ${name} reach it: pipelines, people and clusters elsewhere do not, nor does this bot.`,
    ...(await whoRuns(azure, ({ registry }) => registry === body.properties.loginServer, now)),
  ],
});
