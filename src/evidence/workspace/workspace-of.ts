import { UpstreamError } from '../../errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { ClusterRef } from '../../model/subject.ts';

/** The cluster sends nothing to Log Analytics; tells so as a gap, because no permission would mend it. */
export class NoWorkspace extends UpstreamError {
  readonly cluster: ClusterRef;

  constructor(cluster: ClusterRef) {
    super('Log Analytics', 'not-found', `Container Insights is not enabled on ${cluster.name}.`);
    this.cluster = cluster;
  }

  /** The gap for what could not be read. */
  gap(what: string): Gap {
    const { name, resourceGroup } = this.cluster;
    return {
      what,
      service: 'Log Analytics',
      why: `Container Insights is not enabled on ${name}, so there is no workspace to ask.`,
      next: `Enable it: az aks enable-addons --addons monitoring --name ${name} --resource-group ${resourceGroup}`,
    };
  }
}

/** The workspace that the cluster's Container Insights writes to; throws NoWorkspace. */
export function workspaceOf(cluster: ClusterRef): NonNullable<ClusterRef['workspace']> {
  if (!cluster.workspace) throw new NoWorkspace(cluster);
  return cluster.workspace;
}
