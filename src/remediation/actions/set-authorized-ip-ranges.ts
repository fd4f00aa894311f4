import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedCluster } from '../arm/fixed-cluster.ts';

const path = 'apiServerAccessProfile.authorizedIPRanges';
const part = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
/** IPv4, and no wider than /8: AKS takes no IPv6, and a wider one lets in who is to be kept out. */
const range = z
  .string()
  .regex(new RegExp(`^${part}(\\.${part}){3}(/(8|9|[12]\\d|3[0-2]))?$`), 'is no IPv4 range of /8 to /32');

/** Lets only some addresses reach a cluster's API server. */
export const setAuthorizedIpRanges = defineFix(fixedCluster, {
  name: 'set-authorized-ip-ranges',
  title: 'Limit who reaches the API server',
  risk: 'high',
  input: z.strictObject({ ...fixTarget, ranges: z.array(range).min(1).max(200) }),
  usual: { [path]: [] },
  wanted: ({ ranges }) => ({ [path]: ranges }),
  sentence: (name, { ranges }) => `Let only ${ranges.join(', ')} reach the API server of cluster ${name}.`,
  hindrance: ({ properties }) =>
    (properties.apiServerAccessProfile as { enablePrivateCluster?: boolean } | undefined)?.enablePrivateCluster
      ? 'The cluster is private: its API server is reached from its network alone, and takes no ranges.'
      : undefined,
  reach: ({ name }) => [
    `Whoever is elsewhere no longer reaches the API server of ${name}: people, pipelines and their agents.`,
    'Nor does this bot, unless its own outbound address is among them: it could not look into the cluster.',
    'Workloads go on running; nodes reach it through the outbound address of the cluster, which AKS lets in.',
  ],
});
