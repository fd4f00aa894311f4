import { isSuffering } from '../routing/suffering.ts';
import type { Complaint } from './complaints.ts';

const freshMs = 20 * 60_000;

/** Whether a complaint is of now: its pods still suffer, or its newest line is young (or does not say when it was written). */
export function isFresh({ workload, at }: Complaint, now: Date): boolean {
  return isSuffering(workload) || at === undefined || now.getTime() - at.getTime() < freshMs;
}
