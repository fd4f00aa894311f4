import { setImmediate } from 'node:timers/promises';
import { type AuditHead, type AuditRow, chainStart, hashOf } from './audit-chain.ts';
import type { AuditReading } from './audit-reading.ts';

/** The first thing that is wrong with the chain, and the number from which on it vouches for nothing. */
export interface AuditFault {
  kind: 'changed' | 'missing' | 'inserted' | 'cut off';
  seq: number;
}

/** What checking came to: how many lines from the first on are right, where the chain ends, and the first fault. */
export interface AuditVerdict {
  right: number;
  head: AuditHead;
  fault?: AuditFault;
}

type Audit = Pick<AuditReading, 'from' | 'head'>;

const slice = 1_000;

/**
 * Reads the whole chain, a slice at a time, up to its first fault; others may append meanwhile. It finds what was changed
 * by somebody who did not redo the chain. Who may write the database without limits can compute all of it anew: that is
 * found only by an anchor, a head that was kept elsewhere (an earlier answer of this, an export, the copy).
 */
export async function verifyAudit(audit: Audit, anchor?: AuditHead, signal?: AbortSignal): Promise<AuditVerdict> {
  let before: AuditHead = chainStart;
  let last: AuditHead = chainStart;
  const verdict = (fault?: AuditFault): AuditVerdict => ({
    right: fault ? Math.max(0, fault.seq - 1) : last.seq,
    head: { seq: last.seq, hash: last.hash },
    ...(fault && { fault }),
  });
  for (let after = Number.MIN_SAFE_INTEGER; ; after = last.seq) {
    // The embedded database answers at once: others get their turn in between.
    await setImmediate();
    signal?.throwIfAborted();
    const rows = await audit.from(after, slice);
    for (const row of rows) {
      const fault =
        faultInside(row, last, anchor) ??
        (row.previous === last.hash ? undefined : await unlinked(audit, row, before, last));
      if (fault) return verdict(fault);
      before = last;
      last = row;
    }
    if (rows.length > 0) continue;
    const fault = await faultAtEnd(audit, last, anchor);
    // Lines that were appended while we looked are not cut off: they are read next.
    if (fault?.kind === 'cut off' && (await audit.from(last.seq, 1)).length > 0) continue;
    return verdict(fault);
  }
}

/** What is wrong with a line by its number, its own hash and the anchor. */
function faultInside(row: AuditRow, last: AuditHead, anchor?: AuditHead): AuditFault | undefined {
  if (row.seq <= last.seq) return { kind: 'inserted', seq: row.seq };
  if (row.seq > last.seq + 1) return { kind: 'missing', seq: last.seq + 1 };
  const isRedone = row.seq === anchor?.seq && row.hash !== anchor.hash;
  return isRedone || row.hash !== hashOf(row) ? { kind: 'changed', seq: row.seq } : undefined;
}

/** Why a line that is whole does not hang on the one before: the count of lines tells what no hash can. */
async function unlinked(audit: Audit, row: AuditRow, before: AuditHead, last: AuditHead): Promise<AuditFault> {
  if (last.seq > 0 && row.previous === before.hash) return { kind: 'inserted', seq: last.seq };
  const head = await audit.head();
  if (head && head.lines > head.seq) return { kind: 'inserted', seq: row.seq > head.seq ? row.seq : last.seq };
  if (head && head.lines < head.seq) return { kind: 'missing', seq: row.seq };
  return { kind: 'changed', seq: Math.max(1, last.seq) };
}

async function faultAtEnd(audit: Audit, last: AuditHead, anchor?: AuditHead): Promise<AuditFault | undefined> {
  const head = await audit.head();
  if (!head || head.seq > last.seq || (anchor && anchor.seq > last.seq)) return { kind: 'cut off', seq: last.seq + 1 };
  if (head.seq < last.seq) return { kind: 'inserted', seq: head.seq + 1 };
  return head.hash === last.hash ? undefined : { kind: 'changed', seq: last.seq };
}
