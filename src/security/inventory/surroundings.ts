import type { DockerGuard } from './docker-guard.ts';

/** Where a resource is, and what it is tagged with; names of tags in small letters. */
export interface Home {
  location: string;
  tags: Readonly<Record<string, string>>;
}

/** Settings of a Web App that stand in a row of their own. */
export interface SiteSettings {
  /** "DOCKER|nginx:latest". */
  runtime: string;
  minTls: string;
  ftps: string;
  remoteDebugging: boolean;
}

/** What other resources tell about the listed ones; ids are keys in small letters. */
export interface Surroundings {
  now: Date;
  /** Login servers that are ours. */
  registries: ReadonlySet<string>;
  /** Batch accounts: where they are and whose. */
  batchAccounts: ReadonlyMap<string, Home>;
  /** Container Apps environments that only a network of ours reaches. */
  internalEnvironments: ReadonlySet<string>;
  /** By the site's id. */
  sites: ReadonlyMap<string, SiteSettings>;
  /** Nodes of managed Service Fabric clusters. */
  fabricNodes: ReadonlyMap<string, number>;
  /** Machines with the Docker extension, by the machine's id. */
  dockerGuards: ReadonlyMap<string, { guard: DockerGuard | undefined; home: Home | undefined }>;
}
