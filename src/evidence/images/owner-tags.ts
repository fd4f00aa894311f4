import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import { fieldIn, textIn } from './loose.ts';

const Row = z.object({
  id: z.string(),
  type: z.string(),
  loginServer: z.string().nullish(),
  tags: z.unknown(),
});

/** Who owns registries and clusters by their ARM tags: words of whoever tagged them, untrusted. */
export interface OwnerTags {
  /** By login server, in small letters. */
  registries: ReadonlyMap<string, string>;
  /** By ARM id, in small letters. */
  clusters: ReadonlyMap<string, string>;
}

/** Reads the first of these tags that each registry and cluster has; tags' names are case-blind. Throws UpstreamError. */
export async function ownerTags(azure: Azure, names: readonly string[]): Promise<OwnerTags> {
  const registries = new Map<string, string>();
  const clusters = new Map<string, string>();
  if (names.length === 0) return { registries, clusters };
  const query = graphKql`resources
| where type in~ ('microsoft.containerregistry/registries', 'microsoft.containerservice/managedclusters')
| where isnotnull(tags)
| project id, type, loginServer = tostring(properties.loginServer), tags
| order by id asc`;
  const { rows } = await azure.graph.query(query, Row);
  for (const { id, type, loginServer, tags } of rows) {
    const owner = textIn(fieldIn(tags, ...names))
      .trim()
      .slice(0, 100);
    if (owner === '') continue;
    if (/managedclusters$/i.test(type)) clusters.set(id.toLowerCase(), owner);
    else if (loginServer) registries.set(loginServer.toLowerCase(), owner);
  }
  return { registries, clusters };
}
