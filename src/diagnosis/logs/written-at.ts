import type { ContainerLog } from '../../evidence/kubernetes/choose-logs.ts';
import { lineTime } from './line-time.ts';

/** When a line of a log was written: as the node noted it, else as the line itself says. */
export function writtenAt({ lines, times }: ContainerLog, index: number): Date | undefined {
  return times?.[index] ?? lineTime(lines[index] ?? '');
}
