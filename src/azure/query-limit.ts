import { abortable } from './abortable.ts';

/** Lets so many pieces of work run at once; the others wait in line, first come, first served. */
export interface QueryLimit {
  /** Rejects with the signal's reason when it fires while waiting. */
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

/** Log Analytics runs five queries at once for an identity, so one limit serves the whole process. */
export function createQueryLimit(most: number): QueryLimit {
  let free = most;
  const line: (() => void)[] = [];

  const leave = () => {
    const next = line.shift();
    if (next) next();
    else free++;
  };

  const enter = async (signal: AbortSignal) => {
    if (free > 0) {
      free--;
      return;
    }
    const turn = Promise.withResolvers<void>();
    line.push(turn.resolve);
    try {
      await abortable(turn.promise, signal);
    } catch (error) {
      const place = line.indexOf(turn.resolve);
      // Out of the line already: the turn came in the same moment, and belongs to the next one.
      if (place < 0) leave();
      else line.splice(place, 1);
      throw error;
    }
  };

  return {
    async run(signal, work) {
      signal.throwIfAborted();
      await enter(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
