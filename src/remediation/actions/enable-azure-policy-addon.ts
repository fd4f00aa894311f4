import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedCluster } from '../arm/fixed-cluster.ts';

const path = 'addonProfiles.azurepolicy.enabled';

/** Lets Azure Policy look at what a cluster is asked to run. */
export const enableAzurePolicyAddon = defineFix(fixedCluster, {
  name: 'enable-azure-policy-addon',
  title: 'Enable the Azure Policy add-on',
  risk: 'medium',
  input: z.strictObject(fixTarget),
  usual: { [path]: false },
  wanted: () => ({ [path]: true }),
  sentence: (name) => `Enable the Azure Policy add-on of cluster ${name}.`,
  reach: ({ name }) => [
    `Gatekeeper starts in ${name}: pods in kube-system and gatekeeper-system, and a webhook that sees what is created.`,
    'Policies that are assigned with the effect deny refuse such objects from then on; what runs already goes on.',
  ],
});
