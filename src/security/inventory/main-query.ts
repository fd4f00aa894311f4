import { graphKql, type Kql } from '../../azure/kql.ts';
import type { Platform } from './platform.ts';

/** What is listed besides, because other rows need it: where Batch accounts are, which environments are internal. */
const helping = ['microsoft.batch/batchaccounts', 'microsoft.app/managedenvironments'];

/** One query for everything of these platforms that stands in `resources`: each row with its platform's own fields alone. */
export function mainQuery(platforms: readonly Platform[]): Kql {
  const types = [...new Set([...platforms.flatMap((it) => it.types), ...helping])].sort();
  const names = joined(platforms.map((it) => graphKql`${whereOf(it)}, ${it.name}`));
  const fields = joined(platforms.map((it) => graphKql`platform == ${it.name}, bag_pack(${it.fields})`));
  return graphKql`resources
| where type in~ (${types})
| extend platform = case(${names}, type in~ (${helping}), 'helping', '')
| where platform != ''
| extend read = case(${fields}, platform == 'helping', bag_pack('internal', properties.vnetConfiguration.internal), dynamic(null))
| project id, name, type, location, subscriptionId, resourceGroup, tags, platform, read
| order by id asc`;
}

/** One query for what stands in tables of its own: Batch pools, settings of Web Apps, node types; Resource Graph joins three tables at most. */
export function partsQuery(pools: Platform): Kql {
  return graphKql`batchresources
| where ${whereOf(pools)}
| project id, name, location, subscriptionId, resourceGroup, tags, platform = ${pools.name}, read = bag_pack(${pools.fields})
| union (appserviceresources
  | where type in~ ('microsoft.web/sites/config', 'microsoft.web/sites/slots/config') and tostring(properties) has_any ('DOCKER', 'COMPOSE', 'SITECONTAINERS')
  | project id, name, location, subscriptionId, resourceGroup, tags, platform = 'site', read = bag_pack('runtime', ${either('LinuxFxVersion', 'linuxFxVersion')}, 'windows', ${either('WindowsFxVersion', 'windowsFxVersion')}, 'minTls', ${either('MinTlsVersion', 'minTlsVersion')}, 'ftps', ${either('FtpsState', 'ftpsState')}, 'debugging', ${either('RemoteDebuggingEnabled', 'remoteDebuggingEnabled')}))
| union (servicefabricresources
  | where type =~ 'microsoft.servicefabric/managedclusters/nodetypes'
  | project id, name, location, subscriptionId, resourceGroup, tags, platform = 'nodes', read = bag_pack('nodes', properties.vmInstanceCount))
| order by id asc`;
}

/** Names of subscriptions. */
export const subscriptionsQuery = graphKql`resourcecontainers
| where type =~ 'microsoft.resources/subscriptions'
| project subscriptionId, name
| order by subscriptionId asc`;

function whereOf({ types, only }: Platform): Kql {
  return only ? graphKql`type in~ (${[...types]}) and ${only}` : graphKql`type in~ (${[...types]})`;
}

/** Settings of Web Apps come with names in either case; what is not there is empty. */
function either(one: string, other: string): Kql {
  return graphKql`strcat(tostring(properties[${one}]), tostring(properties[${other}]))`;
}

function joined(parts: readonly Kql[]): Kql {
  return parts.reduce((all, part) => graphKql`${all}, ${part}`);
}
