import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { AuditLine } from './store.ts';

/** A piece of writing inside somebody's transaction. What it adds to the lines comes into the audit when the transaction ends. */
export type Write<T> = (transaction: Transaction<Schema>, lines: AuditLine[]) => Promise<T>;

/** Writes the lines that came together in a transaction, as the last thing that it does. */
export type Append = (transaction: Transaction<Schema>, lines: readonly AuditLine[]) => Promise<void>;

/** Runs a write and answers when it is on disk. */
export type Commit = <T>(write: Write<T>) => Promise<T>;

const mostAttempts = 4;

interface Waiting {
  write: Write<unknown>;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/**
 * Writes of turns that run at the same time share one commit, hence one flush to the disk;
 * those that come while it is under way share the next.
 * A write that fails is run again alone, so that it cannot take its neighbours with it.
 */
export function groupCommit(
  database: Kysely<Schema>,
  toDisk: () => Promise<void>,
  append: Append,
): { commit: Commit; settled(): Promise<void> } {
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      const written = await write(group);
      try {
        await toDisk();
        for (const { resolve, value } of written) resolve(value);
      } catch (error) {
        for (const { reject } of written) reject(error);
      }
    }
    flushing = undefined;
  }

  /** Commits a group, and again when the database asks for that; what fails alone too is rejected, and the rest answered with what it came to. */
  async function write(group: Waiting[], attempt = 1): Promise<(Waiting & { value: unknown })[]> {
    try {
      const values = await database.transaction().execute(async (transaction) => {
        const lines: AuditLine[] = [];
        const values = await inOrder(group, transaction, lines);
        await append(transaction, lines);
        return values;
      });
      return group.map((it, index) => ({ ...it, value: values[index] }));
    } catch (error) {
      if (isCollision(error) && attempt < mostAttempts) return write(group, attempt + 1);
      if (group.length > 1) return (await inTurn(group)).flat();
      group[0]?.reject(error);
      return [];
    }
  }

  async function inTurn(group: Waiting[]) {
    const written: (Waiting & { value: unknown })[][] = [];
    for (const it of group) written.push(await write([it]));
    return written;
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

/** PostgreSQL's deadlock and serialization failure: another replica held what we wanted, and it is free now. */
function isCollision(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '40P01' || code === '40001';
}

async function inOrder(group: Waiting[], ...given: Parameters<Write<unknown>>): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const { write } of group) values.push(await write(...given));
  return values;
}
