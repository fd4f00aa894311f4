import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedCluster } from '../arm/fixed-cluster.ts';

const path = 'apiServerAccessProfile.disableRunCommand';

/** Takes away the way into a cluster through Azure Resource Manager (az aks command invoke). */
export const disableRunCommand = defineFix(fixedCluster, {
  name: 'disable-run-command',
  title: 'Disable the run command',
  risk: 'medium',
  input: z.strictObject(fixTarget),
  usual: { [path]: false },
  wanted: () => ({ [path]: true }),
  sentence: (name) => `Disable the run command of cluster ${name}.`,
  reach: ({ name, body }) => [
    `Nobody runs kubectl in ${name} through Azure Resource Manager any more (az aks command invoke): pipelines that do so break.`,
    ...((body.properties.apiServerAccessProfile as { enablePrivateCluster?: boolean } | undefined)?.enablePrivateCluster
      ? ['The cluster is private: where this bot is not in its network, it cannot look into the cluster any more.']
      : []),
  ],
});
