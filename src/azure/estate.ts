import { z } from 'zod';
import type { ClusterRef } from '../model/subject.ts';
import type { Azure } from './azure.ts';
import { graphKql } from './kql.ts';

/** A container registry as Resource Graph knows it. */
export interface RegistryRef {
  /** ARM resource id. */
  id: string;
  name: string;
  /** "contoso.azurecr.io". */
  loginServer: string;
}

const clustersAndWorkspaces = graphKql`resources
| where type in~ ('microsoft.containerservice/managedclusters', 'microsoft.operationalinsights/workspaces')
| project id, name, type, subscriptionId, resourceGroup, location, tags, addons = properties.addonProfiles, customerId = tostring(properties.customerId)
| order by id asc`;

const registries = graphKql`resources
| where type =~ 'microsoft.containerregistry/registries'
| project id, name, loginServer = tostring(properties.loginServer)
| order by id asc`;

const Row = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  subscriptionId: z.string(),
  resourceGroup: z.string(),
  location: z.string(),
  tags: z.record(z.string(), z.string().nullable()).nullish(),
  addons: z
    .record(
      z.string(),
      z.object({ enabled: z.boolean().nullish(), config: z.record(z.string(), z.unknown()).nullish() }),
    )
    .nullish(),
  customerId: z.string().nullish(),
});
type Row = z.infer<typeof Row>;

const RegistryRow = z.object({ id: z.string(), name: z.string(), loginServer: z.string() });

/** Every AKS cluster the identity can read, by name, with the workspace that Container Insights writes to. */
export async function clustersOf(azure: Azure): Promise<ClusterRef[]> {
  const { rows } = await azure.graph.query(clustersAndWorkspaces, Row);
  const [clusters, workspaces] = [rows.filter(isCluster), rows.filter((row) => !isCluster(row))];
  const customerIds = new Map(workspaces.map(({ id, customerId }) => [id.toLowerCase(), customerId ?? '']));
  return clusters
    .map((row): ClusterRef => {
      const { id, name, subscriptionId, resourceGroup, location } = row;
      const environment = tagOf(row, 'environment') ?? tagOf(row, 'env');
      const resourceId = workspaceOf(row);
      const customerId = resourceId && customerIds.get(resourceId.toLowerCase());
      return {
        id,
        name,
        subscriptionId,
        resourceGroup,
        location,
        ...(environment && { environment: environment.toLowerCase() }),
        ...(resourceId && customerId && { workspace: { resourceId, customerId } }),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Every container registry the identity can read, by name. */
export async function registriesOf(azure: Azure): Promise<RegistryRef[]> {
  const { rows } = await azure.graph.query(registries, RegistryRow);
  return rows.sort((a, b) => a.name.localeCompare(b.name));
}

const isCluster = ({ type }: Row) => type.toLowerCase() === 'microsoft.containerservice/managedclusters';

/** ARM keeps the case in which tags and add-ons were written; their names are case-blind. */
function entryOf<T>(record: Record<string, T> | null | undefined, name: string): T | undefined {
  return Object.entries(record ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function tagOf(row: Row, name: string): string | undefined {
  return entryOf(row.tags, name) ?? undefined;
}

function workspaceOf(row: Row): string | undefined {
  const addon = entryOf(row.addons, 'omsagent');
  const id = addon?.enabled === false ? undefined : entryOf(addon?.config, 'logAnalyticsWorkspaceResourceID');
  return typeof id === 'string' && id !== '' ? id : undefined;
}
