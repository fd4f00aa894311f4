import type { PipelineRequest } from '@azure/core-rest-pipeline';
import { createHttpClient } from '../../azure/http-client.ts';
import type { Transport } from '../../azure/transport.ts';

/** The header that carries the host that a request was meant for. */
export const hostHeader = 'x-lab-host';

const ours =
  /^(management\.azure\.com|graph\.microsoft\.com|api\.loganalytics\.(io|azure\.com)|[a-z0-9-]+(\.[a-z0-9]+\.data)?\.azurecr\.io|[a-z0-9-]+\.[a-z0-9-]+\.(prometheus|ingest)\.monitor\.azure\.com)$/;

/** Leads the SDKs' https requests to the local server, and API servers too. A host it does not know is refused. */
export function labTransport(url: string): Transport {
  const client = createHttpClient();
  return {
    httpClient: {
      async sendRequest(request) {
        const target = new URL(request.url);
        if (target.protocol !== 'https:' || !ours.test(target.hostname))
          throw new Error(`The lab has no ${target.origin}.`);
        request.headers.set(hostHeader, target.hostname);
        // A copy: retries and the token policy must see the https address again.
        const rewritten: PipelineRequest = {
          ...request,
          url: url + target.pathname + target.search,
          allowInsecureConnection: true,
        };
        const response = await client.sendRequest(rewritten);
        return { ...response, request };
      },
    },
    kubernetesCluster: (cluster) => ({
      name: cluster.name,
      server: `${url}/api-server/${new URL(cluster.server).hostname}`,
      skipTLSVerify: true,
    }),
  };
}
