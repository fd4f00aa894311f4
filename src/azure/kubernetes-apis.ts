import type { TokenCredential } from '@azure/core-auth';
import type { HttpMethods, TlsSettings } from '@azure/core-rest-pipeline';
import type {
  CoreV1ApiRequestFactory,
  CoreV1ApiResponseProcessor,
} from '@kubernetes/client-node/dist/gen/apis/CoreV1Api.js';
import type { RequestContext, ResponseContext } from '@kubernetes/client-node/dist/gen/http/http.js';
import { createHttpClient, type WatchedRequest } from './http-client.ts';
import type { KubernetesAccess } from './kubernetes-access.ts';

/** The parts of one cluster's API that we use: what makes requests, what reads answers, and the wire between. */
export interface KubernetesApis {
  requests: { core: CoreV1ApiRequestFactory };
  /** A GET of a path of the API server. */
  get(path: string): RequestContext;
  /** A request that changes something; its body is JSON of the content type. */
  change(method: 'PATCH' | 'POST' | 'DELETE', path: string, contentType: string, body: unknown): RequestContext;
  /** Reads what is no list. */
  answers: { core: CoreV1ApiResponseProcessor };
  /** `whenSent` is told when the request begins to leave: until then the API server knows nothing of it. */
  send(request: RequestContext, signal: AbortSignal, whenSent?: () => void): Promise<ResponseContext>;
}

/** The application "Azure Kubernetes Service AAD Server", the audience of every AKS API server. */
const scope = '6dae42f8-4368-4678-94ff-3960e28e3630/.default';

/**
 * The generated API code of @kubernetes/client-node for one cluster. Its index is not loaded: that brings three more
 * layers over the same code, 40 MB of memory and half a second before the first answer. Requests leave through the
 * Azure SDKs' HTTP client, which keeps connections open; KubeConfig would shake hands anew for each.
 */
export async function kubernetesApis(access: KubernetesAccess, credential: TokenCredential): Promise<KubernetesApis> {
  const [Core, { ServerConfiguration }, { ResponseContext, HttpMethod }, http] = await Promise.all([
    import('@kubernetes/client-node/dist/gen/apis/CoreV1Api.js'),
    import('@kubernetes/client-node/dist/gen/servers.js'),
    import('@kubernetes/client-node/dist/gen/http/http.js'),
    import('@azure/core-rest-pipeline'),
  ]);
  const client = createHttpClient();
  const baseServer = new ServerConfiguration(access.cluster.server, {});
  const configuration = {
    baseServer,
    // What leaves is sent by `send` alone.
    httpApi: {
      send: () => {
        throw new TypeError('the Kubernetes gateway sends its requests itself');
      },
    },
    middleware: [],
    authMethods: {},
  };
  // One object for all requests: the HTTP client keeps one pool of connections for it.
  const tlsSettings = tlsOf(access);
  return {
    requests: { core: new Core.CoreV1ApiRequestFactory(configuration) },
    get(path) {
      const request = baseServer.makeRequestContext(path, HttpMethod.GET);
      request.setHeaderParam('Accept', 'application/json');
      return request;
    },
    change(method, path, contentType, body) {
      const request = baseServer.makeRequestContext(path, HttpMethod[method]);
      request.setHeaderParam('Accept', 'application/json');
      request.setHeaderParam('Content-Type', contentType);
      request.setBody(JSON.stringify(body));
      return request;
    },
    answers: { core: new Core.CoreV1ApiResponseProcessor() },
    async send(request, signal, whenSent) {
      const token = access.user.entra
        ? (await credential.getToken(scope, { abortSignal: signal }))?.token
        : access.user.token;
      if (token) request.setHeaderParam('Authorization', `Bearer ${token}`);
      const url = request.getUrl();
      const body = request.getBody();
      const outgoing: WatchedRequest = http.createPipelineRequest({
        url,
        method: request.getHttpMethod() as HttpMethods,
        ...(typeof body === 'string' && { body }),
        headers: http.createHttpHeaders({ ...request.getHeaders(), 'user-agent': 'watchkeeper' }),
        abortSignal: signal,
        // The access was checked for https; only a transport that leads elsewhere makes this another scheme.
        allowInsecureConnection: url.startsWith('http://'),
      });
      // Not among the options above: createPipelineRequest takes it and forgets it.
      outgoing.tlsSettings = tlsSettings;
      if (whenSent) outgoing.whenSent = whenSent;
      const { status, headers, bodyAsText } = await client.sendRequest(outgoing);
      const text = bodyAsText ?? '';
      const answered = { text: async () => text, binary: async () => Buffer.from(text), stream: () => null };
      return new ResponseContext(status, headers.toJSON(), answered);
    },
  };
}

function tlsOf({ cluster, user: { certificate } }: KubernetesAccess): TlsSettings {
  const decoded = (base64: string) => Buffer.from(base64, 'base64').toString('utf8');
  return {
    ...(cluster.caData && { ca: decoded(cluster.caData) }),
    ...(certificate && { cert: decoded(certificate.cert), key: decoded(certificate.key) }),
  };
}
