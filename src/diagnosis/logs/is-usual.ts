import { isSuffering } from '../routing/suffering.ts';
import type { Complaint } from './complaints.ts';

const longMs = 3_600_000;
const lateMs = 15 * 60_000;
/** A larger share of a log is no background noise. */
const noise = 0.2;

/**
 * Whether a workload whose pods are all ready has said this for an hour and longer, now and then between other lines,
 * and not more often of late than before: the noise that it lives with.
 */
export function isUsual({ workload, log, times, count }: Complaint, now: Date): boolean {
  const [first, ...rest] = times;
  const last = rest.at(-1);
  if (!first || !last || rest.length < 2 || isSuffering(workload) || count > noise * log.lines.length) return false;
  const span = last.getTime() - first.getTime();
  const late = times.filter((at) => now.getTime() - at.getTime() < lateMs).length;
  return span >= longMs && late <= 1 + (2 * times.length * lateMs) / span;
}
