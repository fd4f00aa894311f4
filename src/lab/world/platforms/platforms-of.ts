import { edited } from '../graph/edited.ts';
import type { ArmBody } from '../graph/graph-row.ts';
import type { World } from '../world.ts';

/** What has a table of its own in Resource Graph; the rest is in `resources`. */
const tables: Record<string, string> = {
  'microsoft.batch/batchaccounts/pools': 'batchresources',
  'microsoft.web/sites/config': 'appserviceresources',
  'microsoft.servicefabric/managedclusters/nodetypes': 'servicefabricresources',
};

/** The bodies of the world's other platforms that stand in this table. */
export function platformsOf({ platforms, arm }: World, table: string): ArmBody[] {
  return platforms
    .filter(({ type }) => (tables[type.toLowerCase()] ?? 'resources') === table)
    .map((body) => edited(arm, body));
}
