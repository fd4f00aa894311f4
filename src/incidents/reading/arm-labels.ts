const parts = /^\/subscriptions\/([^/]{1,90})(?:\/resourcegroups\/([^/]{1,120}))?(?:\/providers\/(.{1,600}))?$/i;
const cluster =
  /^\/subscriptions\/[^/]{1,90}\/resourcegroups\/[^/]{1,120}\/providers\/microsoft\.containerservice\/managedclusters\/([^/]{1,120})/i;

/** Whether a text is the id of a resource in Azure (or of a subscription). */
export function isArmId(text: string): boolean {
  return parts.test(text);
}

/** The ARM id of the AKS cluster that a resource is, or lies in (a node pool, an extension); undefined for others. */
export function clusterIdOf(id: string): string | undefined {
  return cluster.exec(id)?.[0];
}

/**
 * What the id of a resource tells: resource_id, subscription_id, resource_group, and cluster with cluster_id or registry.
 * Ids are in small letters, for services write them in whatever case and matchers compare letter by letter.
 */
export function armLabels(id: string): Record<string, string> {
  const match = parts.exec(id);
  if (!match) return {};
  const [, subscription = '', group, provider = ''] = match;
  const clusterId = clusterIdOf(id);
  const registry = /^microsoft\.containerregistry\/registries\/([^/]+)/i.exec(provider)?.[1];
  return {
    resource_id: id.toLowerCase(),
    subscription_id: subscription.toLowerCase(),
    ...(group && { resource_group: group.toLowerCase() }),
    ...(clusterId && { cluster: clusterId.slice(clusterId.lastIndexOf('/') + 1), cluster_id: clusterId.toLowerCase() }),
    ...(registry && { registry }),
  };
}
