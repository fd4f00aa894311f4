import type { Scope } from '../../model/finding.ts';
import type { OomKill } from './kills.ts';

const hour = 3_600_000;

/** "7 times in 3 h": how many kills were seen since the first of them. */
export function timesIn(kills: readonly OomKill[], now: Date): string {
  const first = Math.min(...kills.map((kill) => kill.at.getTime()));
  const ago = now.getTime() - first;
  const span = ago < hour ? `${Math.max(1, Math.ceil(ago / 60_000))} min` : `${Math.ceil(ago / hour)} h`;
  return `${kills.length === 1 ? 'once' : `${kills.length} times`} in ${span}`;
}

/** "on every replica (3 of 3)". */
export function whereIn({ kind, pods, of, nodes }: Scope): string {
  const count = `${pods.length} of ${of}`;
  if (kind === 'every replica') return `on every replica (${count} pods)`;
  if (kind === 'one node') return `only on node ${nodes[0]} (${count} pods)`;
  return kind === 'one pod' ? `in one pod of ${of}` : `in ${count} pods`;
}
