import { knownAs, lateMs, type ReadSoFar } from './watermark.ts';

/** An alert as a poll found it. */
export interface Found {
  identity: string;
  state: 'open' | 'over';
  /** When Defender made it, in milliseconds. */
  at: number;
}

/**
 * Which alerts of a poll are news, and what is known after it. News is: whatever is open and was not known as open;
 * what was known as open and is over; and what came and was over between two polls. The first poll tells only what is
 * open and not older than `since`: an estate's old alerts are no incidents of today.
 */
export function newsOf<T extends Found>(
  found: readonly T[],
  before: ReadSoFar | undefined,
  since: number,
): { news: T[]; after: ReadSoFar } {
  const at = found.reduce((newest, it) => Math.max(newest, it.at), before?.at ?? 0);
  const known: ReadSoFar['known'] = {};
  const news: T[] = [];
  for (const it of found) {
    const id = knownAs(it.identity);
    if (isNews(it, before, since, id)) news.push(it);
    if (it.state === 'open' || it.at >= at - lateMs) known[id] = it.state;
  }
  return { news, after: { at, known } };
}

function isNews(it: Found, before: ReadSoFar | undefined, since: number, id: string): boolean {
  if (!before) return it.state === 'open' && it.at >= since;
  const last = before.known[id];
  if (last !== undefined) return last !== it.state;
  return it.state === 'open' || it.at >= before.at - lateMs;
}
