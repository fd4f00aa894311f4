import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import type { Quote } from '../../model/finding.ts';
import type { EvidenceOf } from '../rule.ts';
import { events, isCgroup, isMemoryEviction, isNodeOom, isOom } from './evictions.ts';
import type { OomKill } from './kills.ts';
import { type Limit, limitOf, peakOf } from './memory.ts';

/** What both OOM rules look at. */
export type OomEvidence = EvidenceOf<
  never,
  'containerRestarts' | 'restartHistory' | 'memoryUsage' | 'nodeConditions' | 'kubernetesEvents' | 'eventHistory'
>;

/** One sign, with how much it says (0 to 1) and the words it rests on. */
export interface Sign {
  weight: number;
  says: string;
  quotes: Quote[];
}

/** Which memory ran out: what speaks for the container's limit, and what for the node. */
export interface Blame {
  limit: Sign[];
  node: Sign[];
  verdict: 'limit' | 'node' | 'unclear';
}

const minute = 60_000;
const nearby = 10 * minute;

/** Weighs the signs for the kills of one container (all replicas). */
export function blame(evidence: OomEvidence, container: string, kills: readonly OomKill[]): Blame {
  const limit = limitOf(evidence, container);
  const forLimit = limitSigns(evidence, container, limit, kills);
  const forNode = nodeSigns(evidence, container, limit, kills);
  const [a, b] = [total(forLimit), total(forNode)];
  const verdict = a < 0.3 && b < 0.3 ? 'unclear' : a > b ? 'limit' : 'node';
  return { limit: forLimit, node: forNode, verdict };
}

/** The sum of what the signs say. */
export function total(signs: readonly Sign[]): number {
  return signs.reduce((sum, sign) => sum + sign.weight, 0);
}

function limitSigns(evidence: OomEvidence, container: string, limit: Limit, kills: readonly OomKill[]): Sign[] {
  if (limit.kind !== 'set') return [];
  const signs: Sign[] = [{ weight: 0.4, says: `it has a limit of ${Math.round(limit.mebibytes)} MiB`, quotes: [] }];
  const peak = peakOf(evidence, container);
  if (peak && peak.mebibytes >= 0.85 * limit.mebibytes) {
    const percent = Math.round((100 * peak.mebibytes) / limit.mebibytes);
    signs.push({ weight: 0.35, says: `its memory reached ${percent} % of the limit`, quotes: [peak.quote] });
  }
  const inCgroup = events(evidence).filter(({ fact }) => isOom(fact) && isCgroup(fact) && isNear(fact, kills));
  if (inCgroup.length > 0) {
    signs.push({
      weight: 0.25,
      says: 'the kernel named the memory cgroup',
      quotes: [nearest(inCgroup, kills)],
    });
  }
  return signs;
}

function nodeSigns(evidence: OomEvidence, container: string, limit: Limit, kills: readonly OomKill[]): Sign[] {
  const nodes = new Set(kills.flatMap((kill) => kill.node ?? []));
  const onNodes = events(evidence).filter(({ fact }) => isNear(fact, kills));
  const sign = (weight: number, says: string, matching: (fact: EventFact) => boolean): Sign[] => {
    const those = onNodes.filter(({ fact }) => matching(fact));
    return those.length > 0 ? [{ weight, says, quotes: [nearest(those, kills)] }] : [];
  };
  const signs = [
    ...sign(0.5, 'the kernel ran out of memory of the whole node', isNodeOom),
    ...sign(0.3, 'the node was under memory pressure', isPressure),
    ...sign(0.3, 'the kubelet evicted pods for memory', isMemoryEviction),
  ];
  for (const node of evidence.nodeConditions?.value.filter((it) => nodes.has(it.name)) ?? []) {
    const pressed = node.conditions.find((it) => it.type === 'MemoryPressure' && it.status === 'True');
    if (!pressed || !evidence.nodeConditions) continue;
    const text = `${node.name} MemoryPressure=True: ${pressed.message ?? pressed.reason ?? ''}`;
    const { source } = evidence.nodeConditions;
    signs.push({
      weight: 0.3,
      says: 'the node is under memory pressure now',
      quotes: [{ text, source, ...(pressed.since ? { at: pressed.since } : {}) }],
    });
  }
  signs.push(...fullNodes(evidence, kills));
  if (limit.kind === 'none') signs.push({ weight: 0.3, says: 'the container has no limit of its own', quotes: [] });
  const peak = peakOf(evidence, container);
  if (limit.kind === 'set' && peak && peak.mebibytes < 0.7 * limit.mebibytes) {
    const percent = Math.round((100 * peak.mebibytes) / limit.mebibytes);
    signs.push({ weight: 0.2, says: `its memory never passed ${percent} % of its limit`, quotes: [peak.quote] });
  }
  return signs;
}

/** Nodes whose working set reached what pods may use, around a kill there. */
function fullNodes({ memoryUsage }: OomEvidence, kills: readonly OomKill[]): Sign[] {
  if (!memoryUsage) return [];
  return memoryUsage.value.nodes.flatMap(({ node, points, allocatableMiB }): Sign[] => {
    if (allocatableMiB === undefined) return [];
    const around = points.filter(({ at }) =>
      kills.some((kill) => kill.node === node && Math.abs(kill.at.getTime() - at.getTime()) <= 2 * nearby),
    );
    const top = around.reduce((a, b) => (b.usedMiB > a.usedMiB ? b : a), { at: new Date(0), usedMiB: 0 });
    if (top.usedMiB < 0.95 * allocatableMiB) return [];
    const percent = Math.round((100 * top.usedMiB) / allocatableMiB);
    const text = `${node} memoryWorkingSetBytes ${Math.round(top.usedMiB)} MiB of ${Math.round(allocatableMiB)} MiB allocatable`;
    return [
      {
        weight: 0.35,
        says: `${node} used ${percent} % of its allocatable memory`,
        quotes: [{ text, source: memoryUsage.source, at: top.at }],
      },
    ];
  });
}

function isPressure({ reason }: EventFact): boolean {
  return reason === 'NodeHasInsufficientMemory' || reason === 'EvictionThresholdMet';
}

/** Whether an event on a kill's node, or about a pod, goes with a kill: a kernel's kill within minutes, a pressure that lasted over it. */
function isNear(fact: EventFact, kills: readonly OomKill[]): boolean {
  const slack = isOom(fact) ? 2 * minute : nearby;
  const from = (isOom(fact) ? fact.lastAt : fact.firstAt).getTime() - slack;
  const to = fact.lastAt.getTime() + slack;
  const isThere = (kill: OomKill) =>
    fact.object.kind !== 'Node' || kill.node === undefined || fact.object.name === kill.node;
  return kills.some((kill) => kill.at.getTime() >= from && kill.at.getTime() <= to && isThere(kill));
}

/** The words that were said nearest to the newest kill. */
function nearest(those: readonly { fact: EventFact; quote: Quote }[], kills: readonly OomKill[]): Quote {
  const newest = kills[0]?.at.getTime() ?? 0;
  const distance = ({ fact }: { fact: EventFact }) => Math.abs(fact.lastAt.getTime() - newest);
  return those.reduce((a, b) => (distance(b) < distance(a) ? b : a), those[0] as (typeof those)[number]).quote;
}
