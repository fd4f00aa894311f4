import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Risk } from '../../model/inventory.ts';
import { definePlatform } from '../inventory/platform.ts';

/** A range that names every address limits nobody. */
const everywhere = new Set(['0.0.0.0/0', '::/0']);

const Pool = z.object({ count: z.number().nullish() });

/** Managed Kubernetes; what its posture says in full is only hinted at. */
export const aks = definePlatform({
  name: 'AKS',
  words: ['aks', 'kubernetes', 'clusters', 'managed clusters'],
  types: ['microsoft.containerservice/managedclusters'],
  fields: graphKql`'pools', properties.agentPoolProfiles, 'private', properties.apiServerAccessProfile.enablePrivateCluster, 'ranges', properties.apiServerAccessProfile.authorizedIPRanges, 'noLocal', properties.disableLocalAccounts, 'entra', properties.aadProfile.managed, 'version', properties.kubernetesVersion`,
  row: z.object({
    pools: z.array(Pool).nullish(),
    private: z.boolean().nullish(),
    ranges: z.array(z.string()).nullish(),
    noLocal: z.boolean().nullish(),
    entra: z.boolean().nullish(),
    version: z.string().nullish(),
  }),
  tell(it) {
    const nodes = (it.pools ?? []).reduce((sum, { count }) => sum + (count ?? 0), 0);
    const ranges = it.ranges ?? [];
    const isOpen = !it.private && (ranges.length === 0 || ranges.some((range) => everywhere.has(range)));
    const risks: Risk[] = [];
    if (it.entra !== true)
      risks.push({
        ...{ code: 'no-entra', level: 'High' },
        reason: 'People sign in without Entra ID',
        next: 'Turn on the Entra ID integration (az aks update --enable-aad)',
      });
    if (it.noLocal !== true)
      risks.push({
        ...{ code: 'local-accounts', level: 'Medium' },
        reason: 'Local accounts are on: a certificate that nobody can take back is an administrator',
        next: 'Turn them off (az aks update --disable-local-accounts)',
      });
    if (isOpen)
      risks.push({
        ...{ code: 'open-api-server', level: 'Medium' },
        reason: 'The API server answers every address',
        next: 'Name the authorized ranges, or make it private',
      });
    return { count: nodesText(nodes, it.version), risks };
  },
});

function nodesText(nodes: number, version: string | null | undefined): string {
  return `${nodes} ${nodes === 1 ? 'node' : 'nodes'}${version ? `, ${version}` : ''}`;
}
