import type { V1Node } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';

/** Which pool a node is of, and who else adds and removes its nodes, one sentence each; what could not be read is named. */
export async function poolLines(azure: Azure, clusterId: string, { metadata, spec }: V1Node): Promise<string[]> {
  const labels = metadata?.labels ?? {};
  const removed = spec?.taints?.some(({ key }) => key === 'ToBeDeletedByClusterAutoscaler') ?? false;
  const going = removed ? ['The cluster autoscaler closed this node and is about to remove it.'] : [];
  // Nodes of Karpenter (node auto-provisioning) are of no agent pool.
  const provisioned = labels['karpenter.sh/nodepool'];
  if (provisioned !== undefined)
    return [...going, `Node auto-provisioning made it (${provisioned}): it may replace the node by itself.`];
  const name = labels['kubernetes.azure.com/agentpool'] ?? labels.agentpool;
  if (name === undefined) return going;
  try {
    const pool = (await azure.aks.cluster(clusterId)).nodePools.find((it) => it.name === name);
    if (!pool) return going;
    const { count, mode, minCount, maxCount } = pool;
    const size = `It is one of ${count} nodes of the ${mode.toLowerCase()} pool ${name}`;
    return maxCount === undefined
      ? [...going, `${size}, which does not scale by itself.`]
      : [
          ...going,
          `${size}, which its autoscaler keeps between ${minCount ?? 0} and ${maxCount}: it may add one for pods that wait, and remove this one when it is empty.`,
        ];
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return [...going, `Its node pool could not be read: ${error.service} ${error.message}.`];
  }
}
