import type { NewJob } from '../../store/jobs.ts';
import type { AuditCopy } from './audit-copy.ts';
import { copiedLine } from './copied-line.ts';
import { copiedUntil, nameOf, noteCopied } from './copied-until.ts';

/** The task in the queue of jobs; the key is the target. */
export const copyTask = 'copy-audit';

const atOnce = 1_000;
const everyMs = 30_000;
const longestMs = 60_000;

/** Wants the audit copied, now and from now on. */
export async function wantCopying(copy: AuditCopy): Promise<void> {
  const now = copy.clock.now();
  const until = await copiedUntil(copy);
  await copy.store.together(now, async (writing) => {
    if (!until) await noteCopied(copy, 0, now, writing);
    await writing.enqueue(next(copy, now));
  });
}

/**
 * Job: sends the lines that are not there yet, as many as one call takes, and then notes that they are. Whoever dies in
 * between sends them again: a line may be there twice and is never left out. Throws what sending throws, for a later try.
 */
export async function copyAudit(copy: AuditCopy): Promise<void> {
  const { store, clock, connection, log, target } = copy;
  const seq = (await copiedUntil(copy))?.seq ?? 0;
  const rows = await store.auditLines.from(seq, atOnce);
  const { ingestion } = connection.until(AbortSignal.timeout(longestMs), log);
  const { endpoint, rule: ruleId, stream } = target;
  const sent = rows.length === 0 ? 0 : await ingestion.send({ endpoint, ruleId, stream }, rows.map(copiedLine));
  const last = rows[sent - 1];
  const now = clock.now();
  // Less than all that was read, or all that may be read: there is more.
  const isMore = sent < rows.length || rows.length === atOnce;
  await store.together(now, async (writing) => {
    if (last) await noteCopied(copy, last.seq, now, writing);
    await writing.enqueue(next(copy, new Date(now.getTime() + (isMore ? 0 : everyMs))));
  });
}

function next(copy: AuditCopy, runAt: Date): NewJob {
  const key = nameOf(copy);
  return { task: copyTask, key, payload: { to: key }, runAt, lane: 'slow' };
}
