import type { Suggestion } from '../../remediation/suggestion.ts';
import { type Changed, rolledWorkload } from './rolled-workload.ts';

/** The advice to raise a container's memory limit, with its change where it is for a workload that we can change. */
export function raiseMemory(
  of: Changed,
  { container, toMiB, text }: { container: string; toMiB: number; text: string },
): Suggestion {
  const target = rolledWorkload(of);
  if (!target) return { text };
  const limitMiB = Math.ceil(toMiB);
  const title = `Raise the limit to ${limitMiB} MiB`;
  return { text, title, action: 'raise-memory-limit', input: { ...target, container, limitMiB } };
}
