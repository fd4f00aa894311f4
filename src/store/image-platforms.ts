import { type Kysely, sql, type Transaction } from 'kysely';
import type { ImagePlatform } from '../model/image-platform.ts';
import type { Schema } from './schema.ts';

/** Notes what a digest stands for: its images by platform, none where it is no index. A digest never changes. */
export async function putImagePlatforms(
  transaction: Transaction<Schema>,
  digest: string,
  { platforms, readAt }: { platforms: readonly ImagePlatform[]; readAt: Date },
): Promise<void> {
  await sql`insert into image_platforms (digest, read_at, body)
    values (${digest}, ${readAt.getTime()}, ${JSON.stringify(platforms)})
    on conflict (digest) do update set read_at = excluded.read_at, body = excluded.body`.execute(transaction);
}

/** What is known of these digests; those that were never looked at are missing. */
export async function imagePlatforms(
  database: Kysely<Schema>,
  digests: readonly string[],
): Promise<Map<string, ImagePlatform[]>> {
  const known = new Map<string, ImagePlatform[]>();
  for (let n = 0; n < digests.length; n += 500) {
    const { rows } = await sql<Schema['image_platforms']>`select digest, body from image_platforms
      where digest in (${sql.join(digests.slice(n, n + 500))})`.execute(database);
    for (const { digest, body } of rows) known.set(digest, JSON.parse(body) as ImagePlatform[]);
  }
  return known;
}
