import type { V1Node, V1Pod } from '@kubernetes/client-node';
import { type Block, type Constraint, constraints } from './constraint.ts';
import { isControlPlane, portBlocks, resourceBlocks, stateBlocks } from './node-blocks.ts';
import { peerBlocks } from './peer-blocks.ts';
import { requestsOf } from './requests.ts';
import type { Stock } from './stock.ts';
import { volumeBlocks } from './volume-blocks.ts';

/** What a node has against a pod; nothing, when the pod fits. */
export interface NodeVerdict {
  node: V1Node;
  blocks: Block[];
}

/** The one constraint to lift so that a pod fits. */
export interface Lift {
  constraint: Constraint;
  /** Nodes that take the pod once this constraint alone is lifted; none when others stand in the way too. */
  opens: string[];
  /** What else must be lifted on the node that has the least against the pod. */
  also: Constraint[];
}

/** Checks a pod against every node and every constraint. */
export function verdictsFor(pod: V1Pod, stock: Stock): NodeVerdict[] {
  const needs = requestsOf(pod);
  const peers = peerBlocks(pod, stock);
  const volumes = volumeBlocks(pod, stock);
  return stock.nodes.map((node) => ({
    node,
    blocks: [
      ...stateBlocks(pod, node),
      ...volumes(node),
      ...peers(node),
      ...portBlocks(pod, node, stock),
      ...resourceBlocks(needs, node, stock),
    ],
  }));
}

/** Nodes that a pod may be meant for: a control plane keeps to itself, unless there is nothing else. */
export function candidatesOf(verdicts: readonly NodeVerdict[]): readonly NodeVerdict[] {
  const open = verdicts.filter(
    ({ node, blocks }) => !isControlPlane(node) || !blocks.some((it) => isOneOf(it, ['cordon', 'taint'])),
  );
  return open.length > 0 ? open : verdicts;
}

/**
 * Which single constraint to lift: undefined when a node takes the pod as it is. What the pod asks for by name
 * (selector, affinity, its volume's place) is a fault only where no node has it; else the nodes that have it decide.
 */
export function liftFor(
  verdicts: readonly NodeVerdict[],
  { replicasFit, asksForLabels }: { replicasFit: boolean; asksForLabels: boolean },
): Lift | undefined {
  const candidates = candidatesOf(verdicts);
  if (candidates.length === 0 || candidates.some(({ blocks }) => blocks.length === 0)) return undefined;
  const wanted = ['node-selector', 'node-affinity'] as const;
  // A pod that names labels of the control plane is meant for it; one that only avoids labels is not.
  const all = asksForLabels ? verdicts : candidates;
  const meant = without(candidates, wanted).length > 0 ? without(candidates, wanted) : without(all, wanted);
  if (meant.length === 0) return best(candidates, wanted);
  const reachable = without(meant, ['volume-zone']);
  if (reachable.length === 0) return best(meant, ['volume-zone']);
  // Replicas that keep apart are as they should be when a node more would hold them: then that node is the trouble.
  const repaired = replicasFit ? best(reachable, ['cordon', 'not-ready']) : undefined;
  const lift = best(reachable, constraints);
  const isKeptApart = lift.constraint === 'pod-anti-affinity' || lift.constraint === 'spread';
  return isKeptApart && repaired && repaired.opens.length > 0 ? repaired : lift;
}

function best(among: readonly NodeVerdict[], choice: readonly Constraint[]): Lift {
  const ranked = choice
    .map((constraint) => ({
      constraint,
      opens: among.filter(({ blocks }) => blocks.every((it) => it.constraint === constraint)),
      blocked: among.filter(({ blocks }) => blocks.some((it) => it.constraint === constraint)).length,
    }))
    // The order of the choice decides between equals: the sort is stable.
    .sort((a, b) => b.opens.length - a.opens.length || b.blocked - a.blocked);
  const { constraint = 'node-selector', opens = [] } = ranked[0] ?? {};
  const nearest = among.toSorted((a, b) => a.blocks.length - b.blocks.length)[0]?.blocks ?? [];
  const also = opens.length > 0 ? [] : nearest.map((it) => it.constraint).filter((it) => it !== constraint);
  return { constraint, opens: opens.map(({ node }) => node.metadata?.name ?? ''), also: [...new Set(also)] };
}

function without(verdicts: readonly NodeVerdict[], those: readonly Constraint[]): NodeVerdict[] {
  return verdicts.filter(({ blocks }) => !blocks.some((it) => isOneOf(it, those)));
}

function isOneOf({ constraint }: Block, those: readonly Constraint[]): boolean {
  return those.includes(constraint);
}
