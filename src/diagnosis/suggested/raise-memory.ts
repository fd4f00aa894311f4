import type { Subject } from '../../model/subject.ts';
import type { Suggestion } from '../rule.ts';
import { rolledWorkload } from './rolled-workload.ts';

/** The advice to raise a container's memory limit, with its change where the subject is a workload that we can change. */
export function raiseMemory(
  subject: Subject,
  { container, toMiB, text }: { container: string; toMiB: number; text: string },
): Suggestion {
  const target = rolledWorkload(subject);
  if (!target) return { text };
  const limitMiB = Math.ceil(toMiB);
  const title = `Raise the limit to ${limitMiB} MiB`;
  return { text, title, action: 'raise-memory-limit', input: { ...target, container, limitMiB } };
}
