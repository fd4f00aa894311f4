import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { PreparedPress } from './store.ts';

/**
 * Opaque id of a press: the same question has the same id, so that a card that is drawn again writes nothing new.
 * It proves nothing; who may press is decided when it is pressed.
 */
export function pressId(press: PreparedPress): string {
  const content = JSON.stringify([
    press.verb,
    Object.entries(press.input).sort(([a], [b]) => a.localeCompare(b)),
    press.replaces,
  ]);
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

/** Writes presses that are not there yet, and keeps those in use from being swept; answers their ids in their order. */
export async function preparePresses(
  transaction: Transaction<Schema>,
  presses: readonly PreparedPress[],
  at: Date,
): Promise<string[]> {
  if (presses.length === 0) return [];
  const rows = presses.map((press) => ({
    id: pressId(press),
    verb: press.verb,
    input: JSON.stringify(press.input),
    replaces: press.replaces ? 1 : 0,
    prepared_at: at.getTime(),
  }));
  // In one order everywhere, so that two replicas never wait for each other's rows in a circle.
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  await transaction
    .insertInto('presses')
    .values(unique)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ prepared_at: at.getTime() }))
    .execute();
  return rows.map(({ id }) => id);
}

/** The press with this verb and id, if it was ever prepared and not swept. */
export async function preparedPress(
  database: Kysely<Schema>,
  verb: string,
  id: string,
): Promise<PreparedPress | undefined> {
  const row = await database
    .selectFrom('presses')
    .selectAll()
    .where('id', '=', id)
    .where('verb', '=', verb)
    .executeTakeFirst();
  return (
    row && { verb: row.verb, input: JSON.parse(row.input) as Record<string, unknown>, replaces: row.replaces === 1 }
  );
}
