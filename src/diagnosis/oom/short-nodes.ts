import type { Quote } from '../../model/finding.ts';
import type { EvidenceOf } from '../rule.ts';
import { events, isNodeOom } from './evictions.ts';

/** A node that is short of memory now, with the words that say so. */
export interface ShortNode {
  node: string;
  /** Kills for want of the whole node's memory within the last hour. */
  kills: Date[];
  quotes: Quote[];
}

const lately = 3_600_000;

/** The nodes of the subject's pods that are short of memory: by their own condition, or because the kernel killed there within the hour. */
export function shortNodes(
  evidence: EvidenceOf<never, 'containerRestarts' | 'nodeConditions' | 'kubernetesEvents' | 'eventHistory'>,
  now: Date,
): ShortNode[] {
  const { containerRestarts, nodeConditions } = evidence;
  const isAlive = (phase: string) => phase !== 'Failed' && phase !== 'Succeeded';
  const used = new Set(containerRestarts?.value.flatMap((pod) => (isAlive(pod.phase) ? (pod.node ?? []) : [])));
  return [...used].flatMap((node): ShortNode[] => {
    const oom = events(evidence).filter(
      ({ fact }) => fact.object.name === node && isNodeOom(fact) && now.getTime() - fact.lastAt.getTime() <= lately,
    );
    const pressed = nodeConditions?.value
      .find((it) => it.name === node)
      ?.conditions.find((it) => it.type === 'MemoryPressure' && it.status === 'True');
    const quotes = oom.slice(-2).map(({ quote }) => quote);
    if (pressed && nodeConditions) {
      const text = `${node} MemoryPressure=True: ${pressed.message ?? pressed.reason ?? ''}`;
      quotes.push({ text, source: nodeConditions.source, ...(pressed.since ? { at: pressed.since } : {}) });
    }
    // The kubelet and the node problem detector tell of the same kill, one by its own words each.
    const kills = oom.filter(({ fact }) => fact.reason === 'OOMKilling').map(({ fact }) => fact.lastAt);
    return quotes.length > 0 ? [{ node, kills, quotes }] : [];
  });
}
