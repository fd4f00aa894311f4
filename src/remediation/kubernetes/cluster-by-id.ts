import type { Azure } from '../../azure/azure.ts';
import { clustersOf } from '../../azure/estate.ts';
import { UserError } from '../../errors.ts';
import type { ChangePlace } from '../../model/remediation.ts';
import type { ClusterRef } from '../../model/subject.ts';

/** The cluster with this ARM id as Resource Graph knows it by now: its name and environment are what policy goes by. */
export async function clusterById(azure: Azure, id: string): Promise<ClusterRef> {
  const clusters = await clustersOf(azure);
  const found = clusters.find((it) => it.id.toLowerCase() === id.toLowerCase());
  if (!found) throw new UserError('The cluster of this change is not there any more, or the bot may not see it.');
  return found;
}

/** The place of something in a cluster. */
export function placeIn({ name, environment }: ClusterRef, namespace?: string): ChangePlace {
  return {
    cluster: name,
    ...(namespace !== undefined && { namespace }),
    ...(environment !== undefined && { environment }),
  };
}
