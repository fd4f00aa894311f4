import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Risk } from '../../model/inventory.ts';
import { FabricSettings, fabricRisks } from '../inventory/fabric-settings.ts';
import { definePlatform } from '../inventory/platform.ts';

/** Managed clusters of Service Fabric. */
export const serviceFabricManaged = definePlatform({
  name: 'Service Fabric managed',
  words: ['service fabric managed', 'managed service fabric', 'sfmc', 'sf managed', 'managed fabric'],
  types: ['microsoft.servicefabric/managedclusters'],
  fields: graphKql`'entra', properties.azureActiveDirectory.tenantId, 'settings', properties.fabricSettings, 'rdp', properties.allowRdpAccess, 'version', properties.clusterCodeVersion`,
  row: z.object({
    entra: z.string().nullish(),
    settings: FabricSettings,
    rdp: z.boolean().nullish(),
    version: z.string().nullish(),
  }),
  tell(it, { id }, { fabricNodes }) {
    const risks: Risk[] = fabricRisks({ entra: it.entra, settings: it.settings });
    if (it.rdp)
      risks.push({
        ...{ code: 'remote-desktop', level: 'Medium' },
        reason: 'Remote desktop to the nodes is open',
        next: 'Set allowRdpAccess to false',
      });
    const nodes = fabricNodes.get(id.toLowerCase());
    const version = it.version ?? 'version unknown';
    return { count: nodes === undefined ? version : `${nodes} nodes, ${version}`, risks };
  },
});
