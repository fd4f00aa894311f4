import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedCluster } from '../arm/fixed-cluster.ts';

const path = 'autoUpgradeProfile.nodeOSUpgradeChannel';

const what = {
  NodeImage: 'a new image of the nodes, every week: nodes are made anew from it, one after the other',
  SecurityPatch: 'tested security updates: most are put in place, for some a node is made anew',
} as const;

/** Lets AKS patch the operating system of a cluster's nodes. */
export const setNodeOsChannel = defineFix(fixedCluster, {
  name: 'set-node-os-channel',
  title: 'Let AKS patch the nodes',
  risk: 'medium',
  input: z.strictObject({ ...fixTarget, channel: z.enum(['NodeImage', 'SecurityPatch']).default('NodeImage') }),
  usual: { [path]: 'NodeImage' },
  wanted: ({ channel }) => ({ [path]: channel }),
  sentence: (name, { channel }) => `Let AKS patch the nodes of cluster ${name} by the channel ${channel}.`,
  reach: ({ name, input }) => [
    `AKS brings the nodes of ${name} ${what[input.channel]}.`,
    'Pods of a node that is made anew move, within their disruption budgets.',
    'It is done at any hour, unless the cluster has a planned maintenance window (aksManagedNodeOSUpgradeSchedule).',
  ],
});
