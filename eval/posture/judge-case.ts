import { parseAllDocuments } from 'yaml';
import { type BrokenControl, judgePod } from '../../src/security/pod-security/judge-pod.ts';
import { podTemplateOf } from '../../src/security/pod-security/pod-template-of.ts';
import type { PostureCase } from './cases-in.ts';

/** What became of a case; `said` tells why it is a miss, or what the pods break. */
export interface Judged {
  isRight: boolean;
  said: string;
}

/** Judges every pod of a case: the file meets the level when all of them do. A file without a pod is a miss. */
export function judgeCase({ level, verdict, text }: Pick<PostureCase, 'level' | 'verdict' | 'text'>): Judged {
  try {
    const pods = objectsIn(text).flatMap((it) => podTemplateOf(it) ?? []);
    if (pods.length === 0) return { isRight: false, said: 'there is no pod in it' };
    const broken = level === 'privileged' ? [] : pods.flatMap(({ pod, prefix }) => told(judgePod(pod, level), prefix));
    const found = broken.length === 0 ? 'pass' : 'fail';
    return { isRight: found === verdict, said: broken.join('; ') || 'nothing is broken' };
  } catch (error) {
    return { isRight: false, said: `it cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}

/** As the API server's client reads it: YAML 1.1, several documents, and lists of objects taken apart. */
function objectsIn(text: string): unknown[] {
  return parseAllDocuments(text, { version: '1.1' })
    .map((it) => {
      if (it.errors[0]) throw it.errors[0];
      return it.toJS() as unknown;
    })
    .flatMap(itemsOf);
}

function itemsOf(object: unknown): unknown[] {
  const items = (object as { items?: unknown } | null)?.items;
  return Array.isArray(items) ? items.flatMap(itemsOf) : [object];
}

function told(broken: BrokenControl[], prefix: string): string[] {
  return broken.map(({ path, value, control }) => `${prefix}${path} = ${value} (${control.name})`);
}
