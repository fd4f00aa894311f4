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
