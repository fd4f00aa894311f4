import { type Kysely, sql, type Transaction } from 'kysely';
import type { Remediation } from '../model/remediation.ts';
import type { Engine } from './migrate.ts';
import type { Schema } from './schema.ts';

/** A change as it is kept. */
export interface StoredRemediation extends Remediation {
  /** Hash of its action and input: two with the same one are the same change. */
  key: string;
  /** Counts writes: who changes what he has not seen is told so. */
  version: number;
}

/** A change that has no number yet. */
export type NewRemediation = Omit<StoredRemediation, 'number' | 'version'>;

type Row = Schema['remediations'] & { number: number };

/** Keeps a new change; answers it with its number, undefined when the same one waits already. */
export async function addRemediation(
  transaction: Transaction<Schema>,
  remediation: NewRemediation,
): Promise<StoredRemediation | undefined> {
  const { key, state, action, conversation, incident = 0, proposedAt } = remediation;
  const { rows } = await sql<{ number: number }>`
    insert into remediations (key, state, action, conversation, incident, proposed_at, body)
    values (${key}, ${state}, ${action}, ${conversation}, ${incident}, ${proposedAt.getTime()},
      ${JSON.stringify(remediation)})
    on conflict do nothing returning number`.execute(transaction);
  return rows[0] && { ...remediation, number: Number(rows[0].number), version: 1 };
}

/** Writes a change; false when somebody else has written it since it was read. */
export async function saveRemediation(
  transaction: Transaction<Schema>,
  remediation: StoredRemediation,
): Promise<boolean> {
  const { number, version, ...body } = remediation;
  const { numAffectedRows } = await sql`update remediations set state = ${body.state}, body = ${JSON.stringify(body)},
      version = version + 1 where number = ${number} and version = ${version}`.execute(transaction);
  return Number(numAffectedRows ?? 0) > 0;
}

/** One of them, held until the transaction ends; undefined when there is none with this number. */
export async function remediationToChange(
  transaction: Transaction<Schema>,
  engine: Engine,
  number: number,
): Promise<StoredRemediation | undefined> {
  const held = engine === 'postgres' ? sql`for update` : sql``;
  const { rows } = await sql<Row>`select * from remediations where number = ${number} ${held}`.execute(transaction);
  return rows[0] && remediationOf(rows[0]);
}

/** One of them, to be looked at. */
export async function remediation(database: Kysely<Schema>, number: number): Promise<StoredRemediation | undefined> {
  const { rows } = await sql<Row>`select * from remediations where number = ${number}`.execute(database);
  return rows[0] && remediationOf(rows[0]);
}

/** The one of this key that can still be decided or run; undefined when there is none. */
export async function openRemediation(database: Kysely<Schema>, key: string): Promise<StoredRemediation | undefined> {
  const { rows } = await sql<Row>`select * from remediations where key = ${key}
    and state in ('proposed', 'approved', 'running') order by number desc limit 1`.execute(database);
  return rows[0] && remediationOf(rows[0]);
}

/** What can still happen, or what was proposed lately; the newest first. */
export async function newestRemediations(
  database: Kysely<Schema>,
  o: { which: 'open' | 'all'; limit: number; incident?: number },
): Promise<StoredRemediation[]> {
  const open = o.which === 'open' ? sql`state in ('proposed', 'approved', 'stale', 'running', 'unknown')` : sql`1 = 1`;
  const its = o.incident === undefined ? sql`1 = 1` : sql`incident = ${o.incident}`;
  const { rows } = await sql<Row>`select * from remediations where ${open} and ${its}
    order by number desc limit ${o.limit}`.execute(database);
  return rows.map(remediationOf);
}

/** Those of one action that were made and not undone; the newest first. */
export async function succeededRemediations(
  database: Kysely<Schema>,
  action: string,
  limit: number,
): Promise<StoredRemediation[]> {
  const { rows } = await sql<Row>`select * from remediations where state = 'succeeded' and action = ${action}
    order by number desc limit ${limit}`.execute(database);
  return rows.map(remediationOf);
}

const times = new Set([...['proposedAt', 'expiresAt', 'waitsUntil', 'startedAt', 'endedAt', 'at', 'dueAt']]);

function remediationOf({ number, version, body }: Row): StoredRemediation {
  const it = JSON.parse(body) as Omit<StoredRemediation, 'number' | 'version'>;
  // The plan and the input are the action's own JSON: no text of theirs becomes a time.
  const dated = Object.fromEntries(
    Object.entries(it).map(([name, value]) => [
      name,
      name === 'plan' || name === 'input' ? value : withTimes(value, name),
    ]),
  ) as typeof it;
  return { ...dated, number: Number(number), version: Number(version) };
}

function withTimes(value: unknown, name: string): unknown {
  if (typeof value === 'string') return times.has(name) ? new Date(value) : value;
  if (Array.isArray(value)) return value.map((it) => withTimes(it, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTimes(inner, key)]));
}

/** Forgets changes that were over before a time: the audit tells of them for ever. */
export async function sweepRemediations(transaction: Transaction<Schema>, before: number): Promise<void> {
  await sql`delete from remediations where proposed_at < ${before}
    and state in ('rejected', 'expired', 'succeeded', 'failed', 'undone')`.execute(transaction);
}
