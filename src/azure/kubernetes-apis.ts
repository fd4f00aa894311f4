import type { TokenCredential } from '@azure/core-auth';
import type { AppsV1Api, BatchV1Api, CoreV1Api, RequestContext } from '@kubernetes/client-node';
import type { KubernetesAccess } from './kubernetes-access.ts';

/** The parts of one cluster's API that we read. */
export interface KubernetesApis {
  core: CoreV1Api;
  apps: AppsV1Api;
  batch: BatchV1Api;
}

/** The application "Azure Kubernetes Service AAD Server", the audience of every AKS API server. */
const scope = '6dae42f8-4368-4678-94ff-3960e28e3630/.default';

/** API clients for one cluster, whose requests end with the signal; they share one pool of connections. */
export function kubernetesApis(
  access: KubernetesAccess,
  credential: TokenCredential,
): (signal: AbortSignal) => Promise<KubernetesApis> {
  let dispatcher: ReturnType<RequestContext['getDispatcher']>;

  return async (signal) => {
    const { AppsV1Api, BatchV1Api, CoreV1Api, createConfiguration, KubeConfig, ServerConfiguration } = await import(
      '@kubernetes/client-node'
    );
    const authenticate = async (request: RequestContext) => {
      request.setSignal(signal);
      if (dispatcher) {
        request.setDispatcher(dispatcher);
      } else {
        // KubeConfig would make an agent, and with it a TLS handshake, for every request: we take its first and keep it.
        const config = new KubeConfig();
        config.loadFromClusterAndUser(access.cluster, access.user);
        await config.applySecurityAuthentication(request);
        dispatcher = request.getDispatcher();
      }
      const token = access.entra
        ? (await credential.getToken(scope, { abortSignal: signal }))?.token
        : access.user.token;
      if (token) request.setHeaderParam('Authorization', `Bearer ${token}`);
    };
    const configuration = createConfiguration({
      baseServer: new ServerConfiguration(access.cluster.server, {}),
      authMethods: { default: { getName: () => 'watchkeeper', applySecurityAuthentication: authenticate } },
    });
    return {
      core: new CoreV1Api(configuration),
      apps: new AppsV1Api(configuration),
      batch: new BatchV1Api(configuration),
    };
  };
}
