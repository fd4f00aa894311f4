import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedRegistry } from '../arm/fixed-registry.ts';

const path = 'policies.azureADAuthenticationAsArmPolicy.status';

/** Lets only tokens that were made for registries into a registry. */
export const disableArmTokens = defineFix(fixedRegistry, {
  name: 'disable-arm-tokens',
  title: 'Disable ARM tokens',
  risk: 'medium',
  input: z.strictObject(fixTarget),
  usual: { [path]: 'enabled' },
  wanted: () => ({ [path]: 'disabled' }),
  sentence: (name) => `Let no tokens of Azure Resource Manager into registry ${name}.`,
  reach: ({ name }) => [
    `Who signs in to ${name} with a token for Azure Resource Manager gets in no more: old tools do so, and so may App Service and Container Apps that pull with a managed identity.`,
    'Tokens for registries go on working, as do those of clusters, and the admin user where it is on.',
  ],
});
