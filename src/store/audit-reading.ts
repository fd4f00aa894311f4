import { type Kysely, sql } from 'kysely';
import { auditLineOf } from './audit.ts';
import type { AuditHead, AuditRow } from './audit-chain.ts';
import type { Schema } from './schema.ts';
import type { AuditLine } from './store.ts';

/** Which lines are wanted; nothing named is every line. */
export interface AuditWanted {
  /** Entra object id, or a part of the name, whatever its case. */
  who?: string;
  /** The beginning of what was done: "silence", "refused:", "refused:scan". */
  what?: string;
  /** A part of the name, of what was done or of what was asked, whatever its case. */
  about?: string;
  since?: Date;
  /** Only lines older than the one of this number. */
  before?: number;
  limit: number;
}

/** The audit, to look at and to check. */
export interface AuditReading {
  /** The lines that are wanted, newest first. */
  page(wanted: AuditWanted): Promise<(AuditLine & AuditHead)[]>;
  /** Rows behind a number as they stand, oldest first: for export and for checking, a slice at a time. */
  from(after: number, limit: number): Promise<AuditRow[]>;
  /** What the head says, and how many lines there are, at one moment; undefined when the head's row is gone. */
  head(): Promise<(AuditHead & { lines: number }) | undefined>;
}

/** Reads the audit of a database. */
export function auditReading(database: Kysely<Schema>): AuditReading {
  return {
    page: (wanted) => page(database, wanted),
    from: (after, limit) =>
      database.selectFrom('audit').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute(),
    head: () =>
      database
        .selectFrom('audit_head')
        .select(['seq', 'hash', sql<number>`(select count(*) from audit)`.as('lines')])
        .executeTakeFirst(),
  };
}

async function page(database: Kysely<Schema>, wanted: AuditWanted): Promise<(AuditLine & AuditHead)[]> {
  const { who, what, about, since, before, limit } = wanted;
  let asked = database.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
  if (before !== undefined) asked = asked.where('seq', '<', before);
  if (since !== undefined) asked = asked.where('at', '>=', since.getTime());
  if (what !== undefined) asked = asked.where(sql<boolean>`what like ${`${literal(what)}%`} escape '!'`);
  if (about !== undefined)
    asked = asked.where(({ or }) => or(['name', 'what', 'detail'].map((it) => hasPart(it, about))));
  if (who !== undefined) asked = asked.where(({ or, eb }) => or([eb('object_id', '=', who), hasPart('name', who)]));
  return (await asked.execute()).map(auditLineOf);
}

const hasPart = (column: string, part: string) =>
  sql<boolean>`lower(${sql.ref(column)}) like ${`%${literal(part.toLowerCase())}%`} escape '!'`;

/** What somebody typed is no pattern. */
function literal(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
