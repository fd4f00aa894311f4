import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** A piece of writing inside somebody's transaction. */
export type Write<T> = (transaction: Transaction<Schema>) => Promise<T>;

/** Runs a write and answers when it is on disk. */
export type Commit = <T>(write: Write<T>) => Promise<T>;

interface Waiting {
  write: Write<unknown>;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/**
 * Writes of turns that run at the same time share one commit, hence one flush to the disk.
 * A write that fails is run again alone, so that it cannot take its neighbours with it.
 */
export function groupCommit(database: Kysely<Schema>): { commit: Commit; settled(): Promise<void> } {
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const values = await database.transaction().execute((transaction) => inOrder(group, transaction));
        for (const [index, it] of group.entries()) it.resolve(values[index]);
      } catch (error) {
        if (group.length === 1) group[0]?.reject(error);
        else for (const it of group) await database.transaction().execute(it.write).then(it.resolve, it.reject);
      }
    }
    flushing = undefined;
  }

  return {
    commit<T>(write: Write<T>) {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ write, resolve: resolve as (value: unknown) => void, reject });
        flushing ??= new Promise<void>((done) => setImmediate(done)).then(flush);
      });
    },
    settled: async () => {
      while (flushing) await flushing;
    },
  };
}

async function inOrder(group: Waiting[], transaction: Transaction<Schema>): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const { write } of group) values.push(await write(transaction));
  return values;
}
