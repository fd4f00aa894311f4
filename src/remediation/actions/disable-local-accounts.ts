import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedCluster } from '../arm/fixed-cluster.ts';

/** Takes away a cluster's certificates that need no person: everybody signs in by Entra ID. */
export const disableLocalAccounts = defineFix(fixedCluster, {
  name: 'disable-local-accounts',
  title: 'Disable local accounts',
  risk: 'high',
  input: z.strictObject(fixTarget),
  usual: { disableLocalAccounts: false },
  wanted: () => ({ disableLocalAccounts: true }),
  sentence: (name) => `Disable the local accounts of cluster ${name}.`,
  hindrance: ({ properties }) =>
    properties.aadProfile
      ? undefined
      : 'The cluster does not let people sign in by Entra ID: without local accounts nobody could sign in.',
  reach: ({ name, body }) => [
    `Nobody gets certificates of ${name} any more (az aks get-credentials --admin): pipelines that do so break.`,
    'Certificates that somebody has already work until they are rotated (az aks rotate-certs).',
    ...((body.properties.aadProfile as { adminGroupObjectIDs?: unknown[] }).adminGroupObjectIDs?.length
      ? []
      : ['It names no Entra group of admins: see that somebody has a role in it before.']),
  ],
});
