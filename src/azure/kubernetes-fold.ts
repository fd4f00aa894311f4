import { UpstreamError } from '../errors.ts';
import type { Page } from './kubernetes-list.ts';

/** How a list is read a page at a time. */
export interface Fold<T, S> {
  begin(): S;
  add(state: S, items: readonly T[]): void;
  /** So many objects are read, and those of the page in which the number is reached. */
  most: number;
}

/** What was kept, of how many objects, and whether there are more that were not read. */
export interface Folded<S> {
  state: S;
  read: number;
  isCut: boolean;
}

/** The objects of all pages of a list. */
export async function allPages<T>(page: (token: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: Fold<T, T[]> = { begin: () => [], add: (found, items) => void found.push(...items), most: Infinity };
  return (await foldPages(page, all)).state;
}

/** Reads a list page by page and keeps what the fold keeps. */
export async function foldPages<T, S>(
  page: (token: string | undefined) => Promise<Page<T>>,
  fold: Fold<T, S>,
  again = true,
): Promise<Folded<S>> {
  const state = fold.begin();
  let read = 0;
  let token: string | undefined;
  do {
    try {
      const { items, next } = await page(token);
      fold.add(state, items);
      read += items.length;
      token = next;
    } catch (error) {
      // The list changed so much that its rest is gone (410): once more from the start.
      if (again && error instanceof UpstreamError && error.status === 410) return foldPages(page, fold, false);
      throw error;
    }
  } while (token && read < fold.most);
  return { state, read, isCut: token !== undefined };
}
