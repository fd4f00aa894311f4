import type { Plan } from '../../model/remediation.ts';
import type { Verified } from '../action.ts';

/** As often as Flux usually compares all it keeps (10 minutes; Argo CD does every three), and a little more. */
const comparedMs = 12 * 60_000;

/**
 * What was seen of a change of an object that a tool keeps from a repository: that it is there counts only when the tool
 * had its time to put it back. Helm compares nothing by itself. Pure.
 */
export function unlessPutBack(
  seen: Verified,
  { managedBy }: Pick<Plan, 'managedBy'>,
  { startedAt, now }: { startedAt: Date; now: Date },
): Verified {
  if (seen.state !== 'done' || managedBy === undefined || managedBy.tool === 'Helm') return seen;
  if (now.getTime() - startedAt.getTime() >= comparedMs) return seen;
  return { state: 'pending', sentence: `${seen.sentence} ${managedBy.tool} may still put it back, which is watched.` };
}
