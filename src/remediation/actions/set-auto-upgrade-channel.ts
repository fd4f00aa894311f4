import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedCluster } from '../arm/fixed-cluster.ts';

const path = 'autoUpgradeProfile.upgradeChannel';

const what = {
  patch: 'the newest patch of its minor version',
  stable: 'the newest patch of the minor version before the newest',
  rapid: 'the newest version of all',
  'node-image': 'the newest image for its nodes, and no other version of Kubernetes',
} as const;

/** Lets AKS upgrade a cluster by itself. */
export const setAutoUpgradeChannel = defineFix(fixedCluster, {
  name: 'set-auto-upgrade-channel',
  title: 'Let AKS upgrade it',
  risk: 'medium',
  input: z.strictObject({ ...fixTarget, channel: z.enum(['patch', 'stable', 'rapid', 'node-image']) }),
  usual: { [path]: 'none' },
  wanted: ({ channel }) => ({ [path]: channel }),
  sentence: (name, { channel }) => `Let AKS upgrade cluster ${name} by the channel ${channel}.`,
  reach: ({ name, input }) => [
    `AKS brings ${name} to ${what[input.channel]}, now and again and again.`,
    'Each upgrade drains the nodes one after the other: pods move, within their disruption budgets.',
    'It is done at any hour, unless the cluster has a planned maintenance window.',
  ],
});
