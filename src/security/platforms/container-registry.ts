import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Risk } from '../../model/inventory.ts';
import { definePlatform } from '../inventory/platform.ts';

/** Azure Container Registry. */
export const containerRegistry = definePlatform({
  name: 'Container Registry',
  words: ['acr', 'registry', 'registries', 'container registry', 'container registries'],
  types: ['microsoft.containerregistry/registries'],
  fields: graphKql`'server', properties.loginServer, 'sku', sku.name, 'admin', properties.adminUserEnabled, 'anonymous', properties.anonymousPullEnabled, 'access', properties.publicNetworkAccess, 'default', properties.networkRuleSet.defaultAction`,
  row: z.object({
    sku: z.string().nullish(),
    admin: z.boolean().nullish(),
    anonymous: z.boolean().nullish(),
    access: z.string().nullish(),
    default: z.string().nullish(),
  }),
  tell(it) {
    const risks: Risk[] = [];
    if (it.anonymous)
      risks.push({
        ...{ code: 'anonymous-pull', level: 'High' },
        reason: 'Anybody can pull its images without signing in',
        next: 'Turn anonymous pull off (az acr update --anonymous-enabled false)',
      });
    if (it.admin)
      risks.push({
        ...{ code: 'admin-user', level: 'High' },
        reason: 'The admin user is on: one shared password for everything',
        next: 'Turn it off (az acr update --admin-enabled false) once nothing signs in with it',
      });
    if (it.access?.toLowerCase() !== 'disabled' && it.default?.toLowerCase() !== 'deny')
      risks.push({
        ...{ code: 'public-network', level: 'Low' },
        reason: 'Its address answers every network',
        next:
          it.sku === 'Premium'
            ? 'Use a private endpoint, or allow named networks alone'
            : `Private endpoints need the Premium tier; this is ${it.sku ?? 'another'}`,
      });
    return { count: it.sku ? `${it.sku} tier` : undefined, risks };
  },
});
