import { z } from 'zod';
import type { ImagePlatform } from '../model/image-platform.ts';
import type { RepositoryReader } from './registry-content.ts';

/** What a registry knows of an image's origin, read by the OCI distribution protocol. */
export interface ImageOrigin {
  /** How many signatures of Notation a digest has. */
  signatures(digest: string): Promise<number>;
  /** The image that it says it is built on, by annotation or label; undefined where it says nothing. Untrusted. */
  baseImage(digest: string): Promise<string | undefined>;
  /** What an index is made of, without attestations; empty for an image of one platform, and for what is not there. */
  platforms(digest: string): Promise<ImagePlatform[]>;
  /** Whether Docker Content Trust, which is retired, signed a tag. */
  isContentTrusted(tag: string): Promise<boolean>;
}

const notation = 'application/vnd.cncf.notary.signature';
const baseName = 'org.opencontainers.image.base.name';

const Referrers = z.object({ manifests: z.array(z.object({ artifactType: z.string().nullish() })).default([]) });
const Texts = z.record(z.string(), z.unknown()).nullish();
const Manifest = z.object({
  annotations: Texts,
  config: z.object({ digest: z.string() }).nullish(),
  manifests: z
    .array(
      z.object({
        digest: z.string(),
        platform: z.object({ os: z.string(), architecture: z.string() }).partial().nullish(),
      }),
    )
    .nullish(),
});
const Config = z.object({ config: z.object({ Labels: Texts }).nullish() });
const Tag = z.object({ tag: z.object({ signed: z.boolean().nullish() }).nullish() });
/** No index that people build has more. */
const mostPlatforms = 30;
const aDigest = /^sha256:[0-9a-f]{64}$/;

/** Reads it from one repository. Methods throw UpstreamError. */
export function imageOrigin(reader: RepositoryReader, repository: string): ImageOrigin {
  async function manifest(digest: string) {
    const found = Manifest.safeParse(await reader.json(`/v2/${repository}/manifests/${digest}`));
    return found.success ? found.data : undefined;
  }

  return {
    async signatures(digest) {
      const path = `/v2/${repository}/referrers/${digest}?artifactType=${encodeURIComponent(notation)}`;
      // Where a registry has no referrers, they stand in an index under a tag that is made of the digest.
      const byTag = () => reader.json(`/v2/${repository}/manifests/${digest.replace(':', '-')}`);
      const found = Referrers.safeParse((await reader.json(path)) ?? (await byTag()) ?? {});
      // A registry may leave the filter out: the type is looked at here too.
      return found.success ? found.data.manifests.filter(({ artifactType }) => artifactType === notation).length : 0;
    },
    async baseImage(digest) {
      const outer = await manifest(digest);
      if (textIn(outer?.annotations)) return textIn(outer?.annotations);
      // Of several platforms the first that is one: an attestation's is "unknown".
      const child = outer?.manifests?.find(({ platform }) => platform?.os !== 'unknown')?.digest;
      const inner = child && aDigest.test(child) ? await manifest(child) : outer;
      const named = textIn(inner?.annotations);
      const config = inner?.config?.digest;
      if (named !== undefined || !config || !aDigest.test(config)) return named;
      return textIn(Config.safeParse(await reader.blob(config)).data?.config?.Labels);
    },
    async platforms(digest) {
      const index = (await manifest(digest))?.manifests ?? [];
      return index.slice(0, mostPlatforms).flatMap(({ digest: its, platform }) => {
        const { os = 'unknown', architecture = 'unknown' } = platform ?? {};
        return os === 'unknown' || !aDigest.test(its)
          ? []
          : [{ digest: its, os: os.slice(0, 40), architecture: architecture.slice(0, 40) }];
      });
    },
    async isContentTrusted(tag) {
      const found = Tag.safeParse((await reader.json(`/acr/v1/${repository}/_tags/${encodeURIComponent(tag)}`)) ?? {});
      return found.data?.tag?.signed ?? false;
    },
  };
}

function textIn(texts: z.infer<typeof Texts>): string | undefined {
  const name = texts?.[baseName];
  return typeof name === 'string' && name !== '' ? name.slice(0, 400) : undefined;
}
