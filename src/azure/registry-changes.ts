import type { DeleteTagOptions, RegistryArtifact } from '@azure/container-registry';
import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import { type Access, clientOptions, type Work } from './access.ts';
import { ask } from './ask.ts';
import { oncePer } from './once.ts';
import { parseRows } from './parse-rows.ts';
import { type Receipt, receiptOf } from './receipt.ts';
import { registryTarget } from './registry-target.ts';

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

const service = 'Container Registry';
const aDigest = /^sha256:[0-9a-f]{64}$/;

const Found = z
  .object({
    digest: z.string(),
    canDelete: z.boolean().default(true),
    canWrite: z.boolean().default(true),
    canList: z.boolean().default(true),
    canRead: z.boolean().default(true),
  })
  .transform(
    (it): AttributesFound => ({
      digest: it.digest,
      attributes: { delete: it.canDelete, write: it.canWrite, list: it.canList, read: it.canRead },
    }),
  );

/** Writes of Azure Container Registry's data plane by @azure/container-registry, on clients of their own. */
export function connectRegistryChanges(access: Access): (work: Work) => RegistryChanges {
  const clientOf = oncePer(async (loginServer) => {
    const { ContainerRegistryClient } = await import('@azure/container-registry');
    return new ContainerRegistryClient(`https://${loginServer}`, access.credential, clientOptions(access));
  });
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;

  return (work) => {
    /** Asks about one artifact, and keeps the receipt of the answer: the SDK gives headers to `onResponse` alone. */
    async function asked<T>(
      loginServer: string,
      [repository, reference]: [repository: string, reference: string],
      role: string | undefined,
      call: (artifact: RegistryArtifact, options: DeleteTagOptions) => Promise<T>,
    ): Promise<{ answer: T; receipt: Receipt }> {
      const target = registryTarget(loginServer);
      let receipt: Receipt = {};
      const change = role ? ({ once: true, role } as const) : {};
      const answer = await ask({ service, target, timeoutMs, ...change, ...work }, async (abortSignal) =>
        call((await clientOf(loginServer)).getArtifact(repository, reference), {
          abortSignal,
          onResponse: ({ headers }) => {
            receipt = receiptOf(headers);
          },
        }),
      );
      return { answer, receipt };
    }
    const found = (answer: unknown) => parseRows(service, Found, [answer])[0] as AttributesFound;

    return {
      async manifestAttributes(loginServer, repository, reference) {
        const { answer } = await asked(loginServer, [repository, reference], undefined, (it, options) =>
          it.getManifestProperties(options),
        );
        return found(answer);
      },
      async tagAttributes(loginServer, repository, tag) {
        const { answer } = await asked(loginServer, [repository, tag], undefined, (it, options) =>
          it.getTagProperties(tag, options),
        );
        return found(answer);
      },
      async setManifest(loginServer, repository, digest, attributes) {
        // A tag would be resolved by the SDK, to whatever it names by then.
        if (!aDigest.test(digest)) throw new UpstreamError(service, 'malformed', 'is changed by digest only');
        const { answer, receipt } = await asked(loginServer, [repository, digest], writer, (it, options) =>
          it.updateManifestProperties({ ...options, ...inTheirWords(attributes) }),
        );
        return { ...found(answer), ...receipt };
      },
      async setTag(loginServer, repository, tag, attributes) {
        const { answer, receipt } = await asked(loginServer, [repository, tag], writer, (it, options) =>
          it.updateTagProperties(tag, { ...options, ...inTheirWords(attributes) }),
        );
        return { ...found(answer), ...receipt };
      },
      async untag(loginServer, repository, tag) {
        const { receipt } = await asked(loginServer, [repository, tag], deleter, (it, options) =>
          it.deleteTag(tag, options),
        );
        return receipt;
      },
    };
  };
}

const writer = 'AcrPush, or Container Registry Repository Writer where the registry uses ABAC';
const deleter = 'AcrDelete, or Container Registry Repository Contributor where the registry uses ABAC';

function inTheirWords(attributes: Partial<ImageAttributes>) {
  const { delete: canDelete, write: canWrite, list: canList, read: canRead } = attributes;
  return {
    ...(canDelete !== undefined && { canDelete }),
    ...(canWrite !== undefined && { canWrite }),
    ...(canList !== undefined && { canList }),
    ...(canRead !== undefined && { canRead }),
  };
}
