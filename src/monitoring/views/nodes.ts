import type { Azure } from '../../azure/azure.ts';
import { gather } from '../../evidence/asking/gather.ts';
import { knownNodes } from '../../evidence/estate/known-nodes.ts';
import { nodeUse } from '../../evidence/estate/use-now.ts';
import { pods } from '../../evidence/pods.ts';
import type { NodeStanding, PodStanding, Standings } from '../../model/standing.ts';
import type { ClusterRef, Subject } from '../../model/subject.ts';
import { counted } from '../health-troubles.ts';
import { byTrouble } from '../standing/levels.ts';
import { nodeStanding, unseenNode } from '../standing/node-standing.ts';
import { podsSeen } from '../standing/pods-seen.ts';

const parts = { nodes: knownNodes, pods, use: nodeUse };

/**
 * A cluster's nodes, worst first: those that are down, then those on which most pods are in trouble (Kubernetes API, else
 * KubeNodeInventory, else the nodes that pods are known on; Perf for what is in use).
 */
export async function nodes(azure: Azure, cluster: ClusterRef, now: Date): Promise<Standings<NodeStanding>> {
  const subject: Subject = { cluster, kind: 'Cluster', namespace: '', name: cluster.name };
  const { evidence, gaps } = await gather(parts, azure, subject, { from: now, to: now });
  const on = Map.groupBy(
    podsSeen(subject, { pods: evidence.pods }, now).filter(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed'),
    ({ node }) => node,
  );
  const measured = new Map((evidence.use?.value ?? []).map((it) => [it.node, it]));
  const rows = evidence.nodes
    ? evidence.nodes.value.map((node) => {
        const name = node.metadata?.name ?? '';
        return nodeStanding(node, { pods: on.get(name) ?? [], measured: measured.get(name) });
      })
    : [...on].flatMap(([name, its]) => (name === undefined ? [] : [unseenNode(name, its)]));
  return {
    subject,
    isRead: evidence.nodes !== undefined || evidence.pods !== undefined,
    rows: rows.sort(
      byTrouble({
        weight: ({ troubled }) => troubled,
        isSystem: ({ pool }) => pool === 'system',
        name: ({ name }) => name,
      }),
    ),
    notes: waiting(on.get(undefined) ?? []),
    evidence: [evidence.nodes, evidence.pods, evidence.use].flatMap((it) => it ?? []),
    gaps,
  };
}

/** Pods that no node has taken are on no node's list. */
function waiting(pods: readonly PodStanding[]): string[] {
  if (pods.length === 0) return [];
  const owners = [...new Set(pods.map(({ owner }) => owner.name))];
  const more = owners.length > 2 ? ` and ${owners.length - 2} more` : '';
  return [`${counted(pods.length, 'pod')} without a node: ${owners.slice(0, 2).join(', ')}${more}`];
}
