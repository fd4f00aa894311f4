import { UpstreamError } from '../errors.ts';

/** The client hands the identity's token to the registry, so it speaks to Azure's registries alone. */
const loginServers = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)?\.azurecr\.(io|cn|us)$/;

/** What a registry is asked under; throws UpstreamError 'refused' for a host that is none of Azure's registries. */
export function registryTarget(loginServer: string): string {
  const target = `registry ${loginServer}`;
  if (loginServers.test(loginServer)) return target;
  throw new UpstreamError('Container Registry', 'refused', 'is asked at *.azurecr.io only', { target });
}
