import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedRegistry } from '../arm/fixed-registry.ts';

/** Takes away a registry's user whose two passwords everybody shares. */
export const disableRegistryAdminUser = defineFix(fixedRegistry, {
  name: 'disable-registry-admin-user',
  title: 'Disable the admin user',
  risk: 'high',
  input: z.strictObject(fixTarget),
  usual: { adminUserEnabled: false },
  wanted: () => ({ adminUserEnabled: false }),
  sentence: (name) => `Disable the admin user of registry ${name}.`,
  reach: ({ name }) => [
    `Whoever signs in to ${name} with the admin user's passwords no longer can: pipelines, and pull secrets in clusters.`,
    'Clusters that are attached to it by their identity go on pulling.',
    'Its passwords are others when it is enabled again.',
  ],
});
