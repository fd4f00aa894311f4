import { createHash } from 'node:crypto';
import type { Schema } from './schema.ts';
import type { AuditLine } from './store.ts';

/** A line as it stands in the table. */
export type AuditRow = Schema['audit'];

/** The last line of the chain: its number and its hash. */
export interface AuditHead {
  seq: number;
  hash: string;
}

/** Where every chain begins. */
export const chainStart: AuditHead = { seq: 0, hash: '' };

/** Puts a line behind the last one: numbered without a gap, with the hash of the one before and its own. */
export function chained(last: AuditHead, line: AuditLine): AuditRow {
  return sealed(last, {
    at: line.at.getTime(),
    tenant_id: kept(line.actor.tenantId),
    object_id: kept(line.actor.objectId),
    name: kept(line.actor.name),
    what: kept(line.what),
    detail: kept(line.detail),
    outcome: line.outcome,
    request_id: kept(line.requestId),
    authority: kept(line.authority ?? ''),
    facts: JSON.stringify(line.facts ?? {}),
  });
}

/** Gives what a line says its place in the chain. */
export function sealed(last: AuditHead, says: Omit<AuditRow, 'seq' | 'previous' | 'hash'>): AuditRow {
  const row = { ...says, seq: last.seq + 1, previous: last.hash, hash: '' };
  return { ...row, hash: hashOf(row) };
}

/**
 * SHA-256 in hex over the JSON array of `previous`, `at` (epoch milliseconds), tenant, object id, name, what, detail,
 * outcome, request id, authority and the text of the facts, in this order. The number is not in it: what gives a line its
 * place is the hash of the one before, so that a line pushed in does not make all later ones look changed.
 */
export function hashOf(row: AuditRow): string {
  const { previous, at, tenant_id, object_id, name, what, detail, outcome, request_id, authority, facts } = row;
  const says = [previous, at, tenant_id, object_id, name, what, detail, outcome, request_id, authority, facts];
  return createHash('sha256').update(JSON.stringify(says)).digest('hex');
}

/** As both databases give it back: neither keeps half a character, and PostgreSQL no NUL. */
function kept(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
