import type { ChangePerson, Decision } from '../../model/remediation.ts';
import type { Ruling } from './ruling.ts';

/** How far the approvals of a change have come. */
export interface Standing {
  mayRun: boolean;
  /** Why it may run, or may not. */
  why: 'approved' | 'auto-approved' | 'glass-broken' | 'approvals-missing' | 'rejected' | 'denied';
  /** Those that count, each person's first. */
  approvals: readonly Decision[];
  /** How many more it needs; 0 where it needs none, or none would help. */
  missing: number;
}

/**
 * Counts the decisions on a change by what the policy says of it; pure. Each person counts once, by object id, and the
 * asker not at all under four eyes. Whether who decided may decide is the caller's to have checked: give only those.
 */
export function standingOf(
  ruling: Ruling,
  asker: Pick<ChangePerson, 'objectId'>,
  decisions: readonly Decision[],
): Standing {
  const no = (why: Standing['why']): Standing => ({ mayRun: false, why, approvals: [], missing: 0 });
  if (ruling.kind === 'denied') return no('denied');
  // One rejection ends it, whatever came before or after.
  if (decisions.some(({ kind }) => kind === 'rejected')) return no('rejected');
  const own = idOf(asker);
  const counting = new Map<string, Decision>();
  for (const decision of decisions) {
    const id = idOf(decision.by);
    if (decision.kind !== 'approved' || id === '' || counting.has(id) || (ruling.fourEyes && id === own)) continue;
    counting.set(id, decision);
  }
  const approvals = [...counting.values()];
  const missing = Math.max(0, ruling.approvals - approvals.length);
  if (missing === 0) return { mayRun: true, why: 'approved', approvals, missing };
  if (ruling.autoApprove) return { mayRun: true, why: 'auto-approved', approvals, missing: 0 };
  const isBroken = ruling.breakGlass && decisions.some((it) => it.kind === 'broke-glass' && it.reason?.trim());
  if (isBroken) return { mayRun: true, why: 'glass-broken', approvals, missing: 0 };
  return { mayRun: false, why: 'approvals-missing', approvals, missing };
}

function idOf({ objectId }: Pick<ChangePerson, 'objectId'>): string {
  return objectId.trim().toLowerCase();
}
