import type { Azure } from '../../azure/azure.ts';
import { registriesOf } from '../../azure/estate.ts';
import type { Manifest } from '../../azure/registry.ts';
import { UpstreamError, UserError } from '../../errors.ts';
import type { ImageRef } from '../../model/image.ts';
import { parseImage } from '../../model/parse-image.ts';

/** An image that a container is to run, as its template says it. */
export interface WantedImage {
  image: string;
  /** What the tag is by now; undefined where the registry is none of ours. */
  manifest?: Manifest;
}

/**
 * Another version of the image that a container runs: the same repository with a tag or a digest, in the form that the
 * template has (tag, digest, or both). Throws UserError where the version says nothing or our registry has none of it.
 */
export async function wantedImage(azure: Azure, current: string, version: string): Promise<WantedImage> {
  const ref = parseImage(current);
  if (!ref) throw new UserError(`Its image is "${current}": no reference that a version can be put into.`);
  const isDigest = version.startsWith('sha256:');
  if (version.toLowerCase() === 'latest')
    throw new UserError('"latest" says nothing of what will run: say a version, or a digest.');
  const manifest = await manifestOf(azure, ref, version);
  const name = current.slice(0, current.length - suffixOf(ref).length);
  const { digest } = manifest ?? {};
  if (isDigest) return { image: `${name}@${version}`, ...(manifest && { manifest }) };
  if (ref.digest === undefined) return { image: `${name}:${version}`, ...(manifest && { manifest }) };
  if (!digest)
    throw new UserError(
      `Its image is pinned by a digest, and ${ref.registry ?? 'its registry'} is none of ours to look one up in: say the digest.`,
    );
  const tag = ref.tag === undefined ? '' : `:${version}`;
  return { image: `${name}${tag}@${digest}`, ...(manifest && { manifest }) };
}

/** What stands behind the repository: ":1.8", "@sha256:..." or both. */
function suffixOf({ tag, digest }: ImageRef): string {
  return `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

async function manifestOf(azure: Azure, ref: ImageRef, version: string): Promise<Manifest | undefined> {
  const { registry, repository } = ref;
  const ours = await registriesOf(azure);
  if (!registry || !ours.some((it) => it.loginServer.toLowerCase() === registry)) return undefined;
  try {
    const manifest = await azure.registry.manifest(registry, repository, version);
    if (manifest.readable) return manifest;
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.reason !== 'not-found') throw error;
    throw new UserError(`${registry} has no ${repository} with ${version}: check the version, or push it first.`);
  }
  throw new UserError(`${repository} ${version} is locked in ${registry}: nothing may pull it.`);
}
