import type { ImageHead } from '../model/image-snapshot.ts';
import { plain } from './plain.ts';

/** An image in few letters: "payments-api:1.8", with the registry only where several have it; by its digest without a tag. */
export function imageName(
  { names, tags, digest }: Pick<ImageHead, 'names' | 'tags' | 'digest'>,
  runningTag?: string,
): string {
  const repository = names[0]?.repository ?? 'unknown image';
  const tag = runningTag ?? tags[0];
  return plain(tag === undefined ? `${repository}@${digest.slice(7, 19)}` : `${repository}:${tag}`, 120);
}
