import type { ImageRef } from '../../model/image.ts';
import { parseImage } from '../../model/parse-image.ts';
import { readTrivyReport } from './trivy-report.ts';

/** So many names of one image are looked at. */
const most = 50;

/** Which image a report is of, against the one that was asked for. */
export type ImageInReport =
  | { is: 'same' | 'unnamed' }
  /** Of an archive: the names in it are those that somebody gave it when it was saved, if any. */
  | { is: 'archive'; names: string[] }
  | { is: 'other'; name: string };

/**
 * Compares what a report says of its image with the one that was asked for: by digest where both have one, else by
 * registry, repository and tag as far as both name them. Untrusted.
 */
export function imageInReport(json: unknown, asked: ImageRef): ImageInReport {
  const { ArtifactName = '', Metadata } = readTrivyReport(json)?.report ?? {};
  const tags = textsIn(Metadata?.RepoTags);
  const digests = textsIn(Metadata?.RepoDigests).flatMap((it) => parseImage(it) ?? []);
  const known = digests.flatMap(({ digest }) => digest ?? []);
  if (asked.digest !== undefined && known.length > 0) {
    return known.includes(asked.digest)
      ? { is: 'same' }
      : { is: 'other', name: textsIn(Metadata?.RepoDigests)[0] ?? '' };
  }
  if (isArchive(ArtifactName)) return { is: 'archive', names: tags };
  const scanned = parseImage(ArtifactName);
  const named = [...(scanned ? [scanned] : []), ...tags.flatMap((it) => parseImage(it) ?? []), ...digests];
  if (named.length === 0) return { is: 'unnamed' };
  return named.some((it) => isSame(it, asked))
    ? { is: 'same' }
    : { is: 'other', name: ArtifactName || (tags[0] ?? '') };
}

/** The digest under which the report knows the image that was asked for; undefined where it knows none. */
export function digestInReport(json: unknown, { registry, repository }: ImageRef): string | undefined {
  const digests = textsIn(readTrivyReport(json)?.report.Metadata?.RepoDigests).map((it) => parseImage(it));
  return digests.find((it) => it?.registry === registry && it?.repository === repository)?.digest;
}

/** `trivy image --input FILE` names the file. */
function isArchive(name: string): boolean {
  return /\.(tar|tgz|tar\.\w+|oci)$/i.test(name) || /^[./\\]|^[a-z]:\\/i.test(name);
}

function isSame(one: ImageRef, asked: ImageRef): boolean {
  if (one.registry !== undefined && asked.registry !== undefined && hubless(one) !== hubless(asked)) return false;
  if (one.repository.replace(/^library\//, '') !== asked.repository.replace(/^library\//, '')) return false;
  return one.tag === undefined || asked.tag === undefined || one.tag === asked.tag;
}

/** Docker Hub has several names. */
function hubless({ registry = '' }: ImageRef): string {
  return registry.replace(/^(index|registry-1)\.docker\.io$/, 'docker.io');
}

function textsIn(list: readonly unknown[] = []): string[] {
  return list.slice(0, most).flatMap((it) => (typeof it === 'string' ? it.slice(0, 500) : []));
}
