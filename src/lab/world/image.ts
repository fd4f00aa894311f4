import type { Severity } from '../../model/image.ts';
import type { ImagePlatform } from '../../model/image-platform.ts';

/** One CVE of one package, in the words of Defender's individual recommendations. */
export interface Flaw {
  cve: string;
  package: string;
  installed: string;
  fixedIn?: string;
  severity: Severity;
  cvss?: number;
  inExploitKit: boolean;
  stepsPublished: boolean;
  stepsVerified: boolean;
  published: Date;
  language?: string;
}

/** What may be done with a manifest or a tag: what is false was locked by somebody. */
export interface ImageLocks {
  delete?: boolean;
  write?: boolean;
  list?: boolean;
  read?: boolean;
}

/** One manifest. Images of public registries have no place in a ContainerRegistry. */
export interface Image {
  /** "contoso.azurecr.io". */
  registry: string;
  repository: string;
  tags: string[];
  /** "sha256:..." */
  digest: string;
  pushedAt: Date;
  sizeBytes: number;
  readable: boolean;
  locks?: ImageLocks;
  /** Of its tags, by name. */
  tagLocks?: Record<string, ImageLocks>;
  /** Tags that the registry does not have any more; workloads may name them still. */
  untagged?: string[];
  /** What its labels say that it is built on; nothing where it is undefined. */
  base?: string;
  /** Of an index: its images by platform, which are what Defender scans, as far as it does; undefined for an image of one platform. */
  platforms?: (ImagePlatform & { isUnscanned?: true })[];
  /** How many signatures of Notation it has; none where it is undefined. */
  signatures?: number;
  /** How Defender reports it; 'none' was never scanned. */
  scan: {
    form: 'individual' | 'legacy' | 'none';
    at?: Date;
    flaws: Flaw[];
    /** Defender has rows of its containers beside those of the registry, or those alone. */
    ofContainers?: 'too' | 'alone';
  };
}

/** The tags that a registry has of an image now. */
export function tagsOf({ tags, untagged = [] }: Image): string[] {
  return tags.filter((it) => !untagged.includes(it));
}

/** The images that an index is made of, without tags of their own; the image itself where it is none. */
export function manifestsOf(image: Image): Image[] {
  const { platforms, ...rest } = image;
  return (
    platforms?.map(({ digest, isUnscanned }) => ({
      ...{ ...rest, digest, tags: [] },
      ...(isUnscanned && { scan: { form: 'none' as const, flaws: [] } }),
    })) ?? [image]
  );
}
