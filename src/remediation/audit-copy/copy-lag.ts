import type { AuditCopy } from './audit-copy.ts';
import { copiedUntil } from './copied-until.ts';

/** How far the copy is behind. */
export interface CopyLag {
  /** Age of the oldest line that is not there yet, in milliseconds; 0 when all are. */
  oldestMs: number;
  /** For how long it has waited without anything getting there, in milliseconds. */
  stuckMs: number;
}

/** Looks at the first line that is not there yet: one row of an index. */
export async function copyLag(copy: Pick<AuditCopy, 'store' | 'target'>, now: Date): Promise<CopyLag> {
  const until = await copiedUntil(copy);
  const [waits] = await copy.store.auditLines.from(until?.seq ?? 0, 1);
  if (!waits) return { oldestMs: 0, stuckMs: 0 };
  const since = (at: number) => Math.max(0, now.getTime() - at);
  // The lines of years are old when copying begins, and are on their way all the same.
  const waitsSince = Number(waits.at) || 0;
  return { oldestMs: since(waitsSince), stuckMs: since(Math.max(waitsSince, until?.at ?? 0)) };
}
