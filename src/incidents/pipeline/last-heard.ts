import type { Writing } from '../../store/writing.ts';
import type { Heard } from '../quiet.ts';
import { sources } from '../sources/index.ts';

const polled = new Set(sources.flatMap((it) => ('poll' in it ? [it.name] : [])));

/** The same alerts, heard of whenever their source was last read, where it is one that is asked: it tells only what changes. */
export async function lastHeard<A extends Heard>(alerts: readonly A[], writing: Writing): Promise<A[]> {
  const read = new Map<string, Date | undefined>();
  for (const { source } of alerts) {
    if (polled.has(source) && !read.has(source)) read.set(source, await writing.readAt(source));
  }
  return alerts.map((it) => {
    const at = read.get(it.source);
    return at && at > it.heardAt ? { ...it, heardAt: at } : it;
  });
}
