import { wellSince } from '../recovery/well-since.ts';
import { isSuffering } from '../routing/suffering.ts';
import type { Complaint } from './complaints.ts';
import { writtenAt } from './written-at.ts';

const freshMs = 20 * 60_000;
const quietMs = 10 * 60_000;

/**
 * Whether a complaint is of now: its pods still suffer, or its newest line is young (or nobody knows when it was
 * written), was written after its pods became well, and the log has not gone on without it for ten minutes.
 */
export function isFresh({ workload, at, log }: Complaint, now: Date): boolean {
  if (isSuffering(workload) || at === undefined) return true;
  if (now.getTime() - at.getTime() >= freshMs) return false;
  const since = wellSince(workload, now);
  if (since && at <= since) return false;
  const last = log.lines.findLastIndex((_, index) => writtenAt(log, index));
  const end = writtenAt(log, last);
  return !end || end.getTime() - at.getTime() < quietMs;
}
