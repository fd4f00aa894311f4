import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedCluster } from '../arm/fixed-cluster.ts';

const monitoring = 'securityProfile.defender.securityMonitoring.enabled';
const workspace = 'securityProfile.defender.logAnalyticsWorkspaceResourceId';

/** Lets Defender for Containers watch a cluster's nodes. */
export const enableDefenderProfile = defineFix(fixedCluster, {
  name: 'enable-defender-profile',
  title: 'Enable the Defender sensor',
  risk: 'medium',
  input: z.strictObject({
    ...fixTarget,
    /** ARM id of the workspace that it writes to. */
    workspaceId: z
      .string()
      .max(400)
      .regex(
        /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[^/]+$/i,
      ),
  }),
  usual: { [monitoring]: false, [workspace]: null },
  wanted: ({ workspaceId }) => ({ [monitoring]: true, [workspace]: workspaceId }),
  sentence: (name) => `Enable the Defender sensor of cluster ${name}.`,
  reach: ({ name }) => [
    `A DaemonSet of Defender starts on every node of ${name}, and asks for a part of its CPU and memory.`,
    'It watches and stops nothing. Defender for Containers bills by the vCores of a cluster that it watches.',
  ],
});
