import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import { type Access, clientOptions, type Work } from './access.ts';
import { ask } from './ask.ts';
import { collect } from './collect.ts';
import { oncePer } from './once.ts';
import { parseRows } from './parse-rows.ts';

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
  /** Repositories of a registry, for "did you mean". */
  repositories(loginServer: string): Promise<string[]>;
}

const service = 'Container Registry';

/** The client hands the identity's token to the registry, so it speaks to Azure's registries alone. */
const loginServers = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)?\.azurecr\.(io|cn|us)$/;

/** What a registry is asked under; throws UpstreamError 'refused' for a host that is none of Azure's registries. */
export function registryTarget(loginServer: string): string {
  const target = `registry ${loginServer}`;
  if (loginServers.test(loginServer)) return target;
  throw new UpstreamError(service, 'refused', 'is asked at *.azurecr.io only', { target });
}

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
      async repositories(loginServer) {
        const found = await ask(questionTo(loginServer), async (abortSignal) =>
          collect((await clientOf(loginServer)).listRepositoryNames({ abortSignal })),
        );
        return parseRows(service, z.string(), found);
      },
    };
  };
}
