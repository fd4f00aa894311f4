import type { Azure } from '../../azure/azure.ts';
import type { PostureConfig } from './posture-config.ts';

/** What the checks of one run share: the clients, the moment, and what one of them has read for all. */
export interface PostureReading {
  azure: Azure;
  config: PostureConfig;
  now: Date;
  /** Reads once in this run, however many checks ask for it by this name; a failure is shared too. */
  once<T>(what: string, read: () => Promise<T>): Promise<T>;
}

/** Begins a run. */
export function postureReading(o: Pick<PostureReading, 'azure' | 'config' | 'now'>): PostureReading {
  const reads = new Map<string, Promise<unknown>>();
  return {
    ...o,
    once<T>(what: string, read: () => Promise<T>): Promise<T> {
      const begun = (reads.get(what) as Promise<T> | undefined) ?? read();
      reads.set(what, begun);
      return begun;
    },
  };
}
