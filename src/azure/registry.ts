import { z } from 'zod';
import { type Access, clientOptions, type Work } from './access.ts';
import { ask } from './ask.ts';
import { collect } from './collect.ts';
import { type ImageOrigin, imageOrigin } from './image-origin.ts';
import { oncePer } from './once.ts';
import { parseRows } from './parse-rows.ts';
import { connectRepositoryReader } from './registry-content.ts';
import { registryTarget } from './registry-target.ts';

/** A manifest as the registry knows it. */
export interface Manifest {
  loginServer: string;
  repository: string;
  digest: string;
  tags: string[];
  createdOn: Date;
  lastUpdatedOn: Date;
  /** Whether the image may be pulled and deleted (changeableAttributes). */
  readable: boolean;
}

/** The registries' data plane (GET /acr/v1/{repository}/_manifests), with the 401 challenge and token exchange. */
export interface Registry {
  /** Resolves a tag or a digest to its manifest; UpstreamError 'not-found' when there is none. */
  manifest(loginServer: string, repository: string, tagOrDigest: string): Promise<Manifest>;
  /** The manifest with a tag that was pushed last, of the hundred newest; undefined where none of those has a tag. */
  newest(loginServer: string, repository: string): Promise<Manifest | undefined>;
  /** Repositories of a registry, for "did you mean". */
  repositories(loginServer: string): Promise<string[]>;
  /** Where the images of a repository come from; throws UpstreamError 'refused' for a host that is none of Azure's. */
  origin(loginServer: string, repository: string): ImageOrigin;
}

const service = 'Container Registry';

const Properties = z.object({
  digest: z.string(),
  tags: z.array(z.string()).default([]),
  createdOn: z.date(),
  lastUpdatedOn: z.date(),
  canRead: z.boolean().optional(),
});

/** Azure Container Registry's data plane by @azure/container-registry. */
export function connectRegistry(access: Access): (work: Work) => Registry {
  const clientOf = oncePer(async (loginServer) => {
    const { ContainerRegistryClient } = await import('@azure/container-registry');
    return new ContainerRegistryClient(`https://${loginServer}`, access.credential, clientOptions(access));
  });
  const readerOf = connectRepositoryReader(access);
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;

  return ({ signal, log }) => {
    const questionTo = (loginServer: string) =>
      ({ service, target: registryTarget(loginServer), signal, timeoutMs, log }) as const;
    return {
      async manifest(loginServer, repository, tagOrDigest) {
        const found = await ask(questionTo(loginServer), async (abortSignal) =>
          (await clientOf(loginServer)).getArtifact(repository, tagOrDigest).getManifestProperties({ abortSignal }),
        );
        const [properties] = parseRows(service, Properties, [found]);
        const { canRead = true, ...rest } = properties as z.infer<typeof Properties>;
        return { loginServer, repository, ...rest, readable: canRead };
      },
      async newest(loginServer, repository) {
        const found = await ask(questionTo(loginServer), async (abortSignal) => {
          const its = (await clientOf(loginServer)).getRepository(repository);
          const pages = its.listManifestProperties({ order: 'LastUpdatedOnDescending', abortSignal }).byPage();
          return (await pages.next()).value ?? [];
        });
        // Signatures and other attachments are manifests too, and carry no tag.
        const tagged = parseRows(service, Properties, [...found]).find(({ tags }) => tags.length > 0);
        if (!tagged) return undefined;
        const { canRead = true, ...rest } = tagged;
        return { loginServer, repository, ...rest, readable: canRead };
      },
      async repositories(loginServer) {
        const found = await ask(questionTo(loginServer), async (abortSignal) =>
          collect((await clientOf(loginServer)).listRepositoryNames({ abortSignal })),
        );
        return parseRows(service, z.string(), found);
      },
      origin: (loginServer, repository) => imageOrigin(readerOf({ signal, log }, loginServer, repository), repository),
    };
  };
}
