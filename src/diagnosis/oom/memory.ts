import type { Quote, Series } from '../../model/finding.ts';
import type { EvidenceOf } from '../rule.ts';
import type { OomKill } from './kills.ts';

type MemoryEvidence = EvidenceOf<never, 'containerRestarts' | 'memoryUsage'>;

/** A container's memory limit, as far as it is known. */
export type Limit = { kind: 'set'; mebibytes: number } | { kind: 'none' } | { kind: 'unknown' };

/** The limit from the pod's specification, else the one that was measured; no limit in the measurements proves nothing. */
export function limitOf({ containerRestarts, memoryUsage }: MemoryEvidence, container: string): Limit {
  const specified =
    containerRestarts?.value.flatMap((pod) => pod.containers.filter((it) => it.name === container)) ?? [];
  const set = specified.flatMap((it) => it.limitMiB ?? []).at(-1);
  if (set !== undefined) return { kind: 'set', mebibytes: set };
  if (specified.length > 0) return { kind: 'none' };
  const measured = memoryUsage?.value.containers
    .filter((it) => it.container === container)
    .flatMap((it) => it.limitMiB ?? [])
    .at(-1);
  return measured === undefined ? { kind: 'unknown' } : { kind: 'set', mebibytes: measured };
}

/** What a container of that name asks the scheduler for, in MiB, where the pods' specification was read. */
export function requestOf({ containerRestarts }: MemoryEvidence, container: string): number | undefined {
  const those = containerRestarts?.value.flatMap((pod) => pod.containers.filter((it) => it.name === container));
  return those?.flatMap((it) => it.requestMiB ?? []).at(-1);
}

/** The highest sample of a container over all its pods, with the words for a quote. */
export function peakOf(
  { memoryUsage }: MemoryEvidence,
  container: string,
): { mebibytes: number; quote: Quote } | undefined {
  if (!memoryUsage) return undefined;
  const samples = memoryUsage.value.containers
    .filter((it) => it.container === container)
    .flatMap((it) => it.points.map((point) => ({ ...point, pod: it.pod })));
  const [first, ...rest] = samples;
  if (!first) return undefined;
  const top = rest.reduce((a, b) => (b.usedMiB > a.usedMiB ? b : a), first);
  const text = `${top.pod} ${container}: memoryWorkingSetBytes ${Math.round(top.usedMiB)} MiB`;
  return { mebibytes: top.usedMiB, quote: { text, source: memoryUsage.source, at: top.at } };
}

/** The chart: memory of the pods that were killed most, against the limit, and the kills on it. */
export function memorySeries(
  { memoryUsage }: MemoryEvidence,
  container: string,
  limit: Limit,
  kills: readonly OomKill[],
  most = 3,
): Series | undefined {
  const killsOf = (pod: string) => kills.filter((kill) => kill.pod === pod).length;
  const lines = (memoryUsage?.value.containers ?? [])
    .filter((it) => it.container === container && it.points.length > 0)
    .sort((a, b) => killsOf(b.pod) - killsOf(a.pod) || b.peakMiB - a.peakMiB)
    .slice(0, most)
    .map(({ pod, points }) => ({
      legend: pod,
      points: points.map(({ at, usedMiB }) => ({ at, value: Math.round(usedMiB) })),
    }));
  if (lines.length === 0) return undefined;
  const title = `Memory of container ${container}`;
  if (limit.kind !== 'set') return { title, unit: 'MiB', lines };
  const value = Math.round(limit.mebibytes);
  const killed = kills.map(({ at }) => ({ at, value })).sort((a, b) => a.at.getTime() - b.at.getTime());
  return {
    title,
    unit: 'MiB',
    lines: [...lines, { legend: 'OOM kill', points: killed }],
    threshold: { legend: 'limit', value },
  };
}

/** The chart for a node that ran out: its memory against what pods may use. */
export function nodeSeries(
  { memoryUsage }: EvidenceOf<never, 'memoryUsage'>,
  nodes: readonly string[],
): Series | undefined {
  const those = (memoryUsage?.value.nodes ?? []).filter((it) => nodes.includes(it.node) && it.points.length > 0);
  const [first] = those;
  if (!first) return undefined;
  const lines = those.slice(0, 3).map(({ node, points }) => ({
    legend: node,
    points: points.map(({ at, usedMiB }) => ({ at, value: Math.round(usedMiB) })),
  }));
  const title = `Memory of ${those.length === 1 ? `node ${first.node}` : 'the nodes'}`;
  if (first.allocatableMiB === undefined) return { title, unit: 'MiB', lines };
  const value = Math.round(first.allocatableMiB);
  return { title, unit: 'MiB', lines, threshold: { legend: 'allocatable', value } };
}

/** The least that a node of the subject's pods can allocate to pods; undefined when no source told. */
export function smallestNode({
  nodeConditions,
  memoryUsage,
}: EvidenceOf<never, 'nodeConditions' | 'memoryUsage'>): number | undefined {
  const live = nodeConditions?.value.flatMap((it) => it.allocatableMiB ?? []) ?? [];
  const known = live.length > 0 ? live : (memoryUsage?.value.nodes.flatMap((it) => it.allocatableMiB ?? []) ?? []);
  return known.length === 0 ? undefined : Math.min(...known);
}
