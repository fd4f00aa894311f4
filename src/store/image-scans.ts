import { type Kysely, sql, type Transaction } from 'kysely';
import type { Vulnerability } from '../model/image.ts';
import type { ImageHead, ImageSnapshot } from '../model/image-snapshot.ts';
import type { Schema } from './schema.ts';

type Row = Schema['image_scans'];

/** Writes what was found in some images; `readAt` is the reading that found it. */
export async function putImageScans(
  transaction: Transaction<Schema>,
  scans: readonly ImageSnapshot[],
  readAt: Date,
): Promise<void> {
  if (scans.length === 0) return;
  const values = scans.map(
    ({ vulnerabilities, ...head }) =>
      sql`(${head.digest}, ${head.names[0]?.repository ?? ''}, ${head.pushedAt?.getTime() ?? 0}, ${head.firstReadAt.getTime()}, ${readAt.getTime()}, ${JSON.stringify(head)}, ${JSON.stringify(vulnerabilities)})`,
  );
  await sql`insert into image_scans (digest, repository, pushed_at, first_read_at, read_at, head, findings)
    values ${sql.join(values)}
    on conflict (digest) do update set repository = excluded.repository, pushed_at = excluded.pushed_at,
      read_at = excluded.read_at, head = excluded.head, findings = excluded.findings`.execute(transaction);
}

/** Notes that what was new in an image is known from now on. */
export async function setTold(
  transaction: Transaction<Schema>,
  { vulnerabilities: _, ...head }: ImageSnapshot,
): Promise<void> {
  await sql`update image_scans set head = ${JSON.stringify({ ...head, fresh: [] })}
    where digest = ${head.digest}`.execute(transaction);
}

/** Forgets the images of which a complete reading found no row any more; those read since then stay. */
export async function forgetImageScans(transaction: Transaction<Schema>, before: Date): Promise<void> {
  await sql`delete from image_scans where read_at < ${before.getTime()}`.execute(transaction);
}

/** Images by their digests, with their findings. */
export async function imageScans(database: Kysely<Schema>, digests: readonly string[]): Promise<ImageSnapshot[]> {
  if (digests.length === 0) return [];
  const { rows } = await sql<Row>`select head, findings from image_scans
    where digest in (${sql.join(digests)})`.execute(database);
  return rows.map(snapshotOf);
}

/** Every image, without its findings. */
export async function imageHeads(database: Kysely<Schema>): Promise<ImageHead[]> {
  const { rows } = await sql<Pick<Row, 'head'>>`select head from image_scans`.execute(database);
  return rows.map(({ head }) => headOf(head));
}

/** The images of some repositories, the newest first, with their findings: so many at most. */
export async function imagesOfRepository(
  database: Kysely<Schema>,
  repositories: readonly string[],
  most: number,
): Promise<ImageSnapshot[]> {
  if (repositories.length === 0) return [];
  const { rows } = await sql<Row>`select head, findings from image_scans where repository in (${sql.join(repositories)})
    order by pushed_at desc, digest limit ${most}`.execute(database);
  return rows.map(snapshotOf);
}

/** The images in which a CVE was found; its id has neither % nor _ in it. */
export async function imagesWithCve(database: Kysely<Schema>, cve: string, most: number): Promise<ImageSnapshot[]> {
  const { rows } = await sql<Row>`select head, findings from image_scans
    where findings like ${`%"${cve}"%`} order by pushed_at desc, digest limit ${most}`.execute(database);
  return rows.map(snapshotOf);
}

function snapshotOf({ head, findings }: Pick<Row, 'head' | 'findings'>): ImageSnapshot {
  return { ...headOf(head), vulnerabilities: JSON.parse(findings) as Vulnerability[] };
}

/** Written by us, so its shape is known; of the times only the text was kept. */
function headOf(text: string): ImageHead {
  const { firstReadAt, pushedAt, scannedAt, ...rest } = JSON.parse(text) as Omit<
    ImageHead,
    'firstReadAt' | 'pushedAt' | 'scannedAt'
  > & { firstReadAt: string; pushedAt?: string; scannedAt?: string };
  return {
    ...rest,
    firstReadAt: new Date(firstReadAt),
    ...(pushedAt !== undefined && { pushedAt: new Date(pushedAt) }),
    ...(scannedAt !== undefined && { scannedAt: new Date(scannedAt) }),
  };
}
