import type { Scope } from '../model/finding.ts';
import { plain } from './plain.ts';
import { names } from './some.ts';

/** How far a trouble reaches: "every replica (3 of 3)", "one pod of 3 on node-1". */
export function scopeInWords({ kind, pods, of, nodes }: Scope): string {
  const where = nodes.length > 0 ? ` on ${plain(names(nodes, 2), 120)}` : '';
  if (kind === 'one node') return `one node: ${plain(names(nodes, 2), 120)}`;
  if (kind === 'one pod') return of > 1 ? `one pod of ${of}${where}` : `its only pod${where}`;
  if (kind === 'every replica') return `every replica (${pods.length} of ${of})`;
  return `${pods.length} of ${of} pods${where}`;
}
