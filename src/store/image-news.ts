import { type Kysely, sql, type Transaction } from 'kysely';
import type { Vulnerability } from '../model/image.ts';
import type { Schema } from './schema.ts';

/** An image that was told of because something new was found in it while it ran. */
export interface StoredNews {
  digest: string;
  /** Where the image lies, to name it when its findings are gone. */
  name?: { registry?: string; repository: string };
  conversation: string;
  /** The new findings that it is about, most urgent first. */
  found: Vulnerability[];
  toldAt: Date;
  /** Since when none of them is left where it runs; undefined: not over. */
  overAt?: Date;
  /** How it ended. */
  overWhy?: 'fixed' | 'gone';
}

/** Writes what is told of an image. */
export async function putImageNews(transaction: Transaction<Schema>, it: StoredNews): Promise<void> {
  await sql`insert into image_news (digest, over_at, told_at, body)
    values (${it.digest}, ${it.overAt?.getTime() ?? 0}, ${it.toldAt.getTime()}, ${JSON.stringify(it)})
    on conflict (digest) do update set over_at = excluded.over_at, body = excluded.body`.execute(transaction);
}

/** What was told and is not over. */
export async function openImageNews(database: Kysely<Schema>): Promise<StoredNews[]> {
  const { rows } = await sql<Pick<Schema['image_news'], 'body'>>`select body from image_news
    where over_at = 0 order by told_at, digest`.execute(database);
  return rows.map(({ body }) => newsOf(body));
}

/** What was told of these images, over or not. */
export async function imageNewsOf(database: Kysely<Schema>, digests: readonly string[]): Promise<StoredNews[]> {
  if (digests.length === 0) return [];
  const { rows } = await sql<Pick<Schema['image_news'], 'body'>>`select body from image_news
    where digest in (${sql.join(digests)})`.execute(database);
  return rows.map(({ body }) => newsOf(body));
}

function newsOf(text: string): StoredNews {
  const it = JSON.parse(text) as Omit<StoredNews, 'toldAt' | 'overAt'> & { toldAt: string; overAt?: string };
  const { overAt, ...rest } = it;
  return { ...rest, toldAt: new Date(it.toldAt), ...(overAt !== undefined && { overAt: new Date(overAt) }) };
}
