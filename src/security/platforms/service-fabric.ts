import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Gap } from '../../model/gap.ts';
import type { Risk } from '../../model/inventory.ts';
import { FabricSettings, fabricRisks } from '../inventory/fabric-settings.ts';
import { definePlatform } from '../inventory/platform.ts';

const Version = z.object({ codeVersion: z.string().nullish(), supportExpiryUtc: z.string().nullish() });

/** Classic clusters of Service Fabric. */
export const serviceFabric = definePlatform({
  name: 'Service Fabric',
  words: ['service fabric', 'servicefabric', 'sf', 'fabric'],
  types: ['microsoft.servicefabric/clusters'],
  fields: graphKql`'entra', properties.azureActiveDirectory.tenantId, 'endpoint', properties.managementEndpoint, 'settings', properties.fabricSettings, 'os', properties.vmImage, 'version', properties.clusterCodeVersion, 'versions', properties.availableClusterVersions, 'nodes', properties.nodeTypes`,
  row: z.object({
    entra: z.string().nullish(),
    endpoint: z.string().nullish(),
    settings: FabricSettings,
    os: z.string().nullish(),
    version: z.string().nullish(),
    versions: z.array(Version).nullish(),
    nodes: z.array(z.object({ vmInstanceCount: z.number().nullish() })).nullish(),
  }),
  tell(it, { name }, { now }) {
    const risks: Risk[] = fabricRisks({ entra: it.entra, settings: it.settings });
    const isLinux = it.os?.toLowerCase() === 'linux';
    if (it.endpoint?.toLowerCase().startsWith('http:'))
      risks.push({
        ...{ code: 'no-certificate', level: 'High' },
        reason: 'Managed over plain HTTP, without a certificate: who reaches it may change it',
        next: 'Build a secure cluster anew; a certificate cannot be added later',
      });
    if (isLinux && it.settings.enforceLinuxMinTlsVersion?.toLowerCase() !== 'true')
      risks.push({
        ...{ code: 'old-tls', level: 'Medium' },
        reason: 'Takes TLS before 1.2 (EnforceLinuxMinTlsVersion is not set)',
        next: 'Set EnforceLinuxMinTlsVersion in the Security section to true',
      });
    const ends = it.versions?.find(({ codeVersion }) => codeVersion === it.version)?.supportExpiryUtc;
    if (ends && new Date(ends) < now)
      risks.push({
        ...{ code: 'unsupported-version', level: 'High' },
        reason: `Runtime ${it.version} has been out of support since ${ends.slice(0, 10)}`,
        next: 'Upgrade it step by step to a version in support',
      });
    const nodes = (it.nodes ?? []).reduce((sum, { vmInstanceCount }) => sum + (vmInstanceCount ?? 0), 0);
    return {
      count: `${nodes} nodes, ${it.version ?? 'version unknown'}`,
      risks,
      gaps: isLinux ? [] : [windowsTls(name)],
    };
  },
});

function windowsTls(name: string): Gap {
  return {
    what: `TLS versions of ${name}`,
    service: 'Resource Graph',
    why: 'On Windows the registry of each machine sets them, and Resource Graph does not see that.',
    next: 'Check the SCHANNEL protocols in the image or policy of the machines.',
  };
}
