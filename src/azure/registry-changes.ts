import type { Receipt } from './receipt.ts';

/** What may be done with a manifest or a tag (changeableAttributes). All true is an ordinary image; `write` false also keeps it from being deleted. */
export interface ImageAttributes {
  delete: boolean;
  write: boolean;
  list: boolean;
  read: boolean;
}

/** Attributes as they were read, and the digest that they belong to. */
export interface AttributesFound {
  /** "sha256:...", of a tag the manifest that it names now. */
  digest: string;
  attributes: ImageAttributes;
}

/**
 * Writes of a registry's data plane (/acr/v1). A reference is a digest ("sha256:...") or a tag. Throws UpstreamError:
 * 'not-found' for an image or tag that is not there, 'locked' where attributes keep it (405), 'forbidden' or
 * 'unauthorized' without AcrPush or AcrDelete.
 */
export interface RegistryChanges {
  /** What a manifest's attributes are; a tag is resolved to its manifest. */
  manifestAttributes(loginServer: string, repository: string, reference: string): Promise<AttributesFound>;
  /** What a tag's own attributes are: they keep the tag, not the manifest. */
  tagAttributes(loginServer: string, repository: string, tag: string): Promise<AttributesFound>;
  /** Sets some of a manifest's attributes, the others stay; by digest, so that a moved tag cannot lead elsewhere. */
  setManifest(
    loginServer: string,
    repository: string,
    digest: string,
    attributes: Partial<ImageAttributes>,
  ): Promise<Receipt & AttributesFound>;
  /** Sets some of a tag's attributes, the others stay. */
  setTag(
    loginServer: string,
    repository: string,
    tag: string,
    attributes: Partial<ImageAttributes>,
  ): Promise<Receipt & AttributesFound>;
  /** Takes a tag away; the manifest stays and can be pulled by its digest. */
  untag(loginServer: string, repository: string, tag: string): Promise<Receipt>;
}
