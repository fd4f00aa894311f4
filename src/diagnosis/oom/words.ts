import type { Scope } from '../../model/finding.ts';
import type { OomKill } from './kills.ts';

const hour = 3_600_000;

/** "7 times in 3 h": how many kills were seen since the first of them. */
export function timesIn(kills: readonly OomKill[], now: Date): string {
  const first = new Date(Math.min(...kills.map((kill) => kill.at.getTime())));
  return `${kills.length === 1 ? 'once' : `${kills.length} times`} in ${ago(first, now)}`;
}

/** How long ago a time was, for a person: "10 min", "4 h"; rounded up. */
export function ago(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime();
  return ms < hour ? `${Math.max(1, Math.ceil(ms / 60_000))} min` : `${Math.ceil(ms / hour)} h`;
}

/** "a, b and 3 more". */
export function listed(names: readonly string[], most = 2): string {
  const shown = names.slice(0, most);
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(' and ');
}

/** "on every replica (3 of 3)". */
export function whereIn({ kind, pods, of, nodes }: Scope): string {
  const count = `${pods.length} of ${of}`;
  if (kind === 'every replica') return `on every replica (${count} pods)`;
  if (kind === 'one node') return `only on node ${nodes[0]} (${count} pods)`;
  return kind === 'one pod' ? `in one pod of ${of}` : `in ${count} pods`;
}
