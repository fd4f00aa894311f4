import { UpstreamError } from '../errors.ts';
import type { Gap } from '../model/gap.ts';
import type { ClusterRef } from '../model/subject.ts';

/** The cluster sends its metrics to no Azure Monitor workspace; tells so as a gap, because no permission would mend it. */
export class NoPrometheus extends UpstreamError {
  readonly cluster: ClusterRef;

  constructor(cluster: ClusterRef) {
    super('Prometheus', 'not-found', `Managed Prometheus is not enabled on ${cluster.name}.`);
    this.cluster = cluster;
  }

  /** The gap for what could not be read. */
  gap(what: string): Gap {
    const { name, resourceGroup } = this.cluster;
    return {
      what,
      service: 'Prometheus',
      why: `No Azure Monitor workspace that the bot may see collects the metrics of ${name}.`,
      next: `Enable it: az aks update --enable-azure-monitor-metrics --name ${name} --resource-group ${resourceGroup}`,
    };
  }
}
