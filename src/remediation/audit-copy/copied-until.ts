import { z } from 'zod';
import type { Writing } from '../../store/writing.ts';
import type { AuditCopy } from './audit-copy.ts';

/** How far a target has the audit: the number of the last line there, and when that was noted, in epoch milliseconds. */
export type CopiedUntil = z.infer<typeof Mark>;

const Mark = z.object({ seq: z.number(), at: z.number() });

/** Names a target in the queue and among the watermarks: another rule or stream gets the audit from its first line. */
export function nameOf({ target }: Pick<AuditCopy, 'target'>): string {
  return `audit copy ${target.rule}/${target.stream}`;
}

/** How far it is; undefined before copying began. */
export async function copiedUntil(copy: Pick<AuditCopy, 'store' | 'target'>): Promise<CopiedUntil | undefined> {
  const mark = await copy.store.incidents.watermark(nameOf(copy));
  return mark === undefined ? undefined : Mark.parse(JSON.parse(mark));
}

/** Notes how far it is. */
export function noteCopied(copy: Pick<AuditCopy, 'target'>, seq: number, now: Date, writing: Writing): Promise<void> {
  return writing.setWatermark(nameOf(copy), JSON.stringify({ seq, at: now.getTime() } satisfies CopiedUntil), now);
}
