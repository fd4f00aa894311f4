import type { Azure } from '../../azure/azure.ts';
import { gather } from '../../evidence/asking/gather.ts';
import { clusterVersion } from '../../evidence/cluster-version.ts';
import { firingAlerts } from '../../evidence/firing-alerts.ts';
import { nodeStates } from '../../evidence/node-states.ts';
import { nodeUtilisation } from '../../evidence/node-utilisation.ts';
import { podStates } from '../../evidence/pod-states.ts';
import { restartCounts } from '../../evidence/restart-counts.ts';
import { scaling } from '../../evidence/scaling.ts';
import type { ClusterHealth } from '../../model/cluster-health.ts';
import type { Window } from '../../model/evidence.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { healthVerdict } from '../health-verdict.ts';

const parts = {
  version: clusterVersion,
  nodes: nodeStates,
  pods: podStates,
  restarts: restartCounts,
  utilisation: nodeUtilisation,
  scaling,
  alerts: firingAlerts,
};

/** One cluster's health now, with its course over the window: the Container Insights overview in one answer. */
export async function clusterHealth(azure: Azure, cluster: ClusterRef, window: Window): Promise<ClusterHealth> {
  const { evidence, gaps } = await gather(
    parts,
    azure,
    { cluster, kind: 'Cluster', namespace: '', name: cluster.name },
    window,
  );
  return { cluster, verdict: healthVerdict(evidence), ...evidence, gaps };
}
