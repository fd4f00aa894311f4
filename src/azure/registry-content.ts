import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import { type Access, clientOptions, type Work } from './access.ts';
import { ask } from './ask.ts';
import { HttpFailure } from './http-failure.ts';
import { jsonOf } from './json-of.ts';
import { registryTarget } from './registry-target.ts';

const service = 'Container Registry';
const aadScope = 'https://containerregistry.azure.net/.default';
const accepted = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
/** Where a registry sends for its blobs: its storage, or a data endpoint of its own. */
const blobHosts =
  /^[a-z0-9]+\.blob\.core\.(windows\.net|chinacloudapi\.cn|usgovcloudapi\.net)$|^[a-z0-9-]+\.[a-z0-9]+\.data\.azurecr\.(io|cn|us)$/;
/** Labels and history of an image; a layer is never read. */
const longestBlob = 4 * 2 ** 20;

const Token = z.object({ refresh_token: z.string().optional(), access_token: z.string().optional() });

/** Reads from one repository by the registry's own protocol (/v2, and /acr/v1 where the SDK leaves something out). */
export interface RepositoryReader {
  /** JSON from a path; undefined where there is nothing of that name (404). */
  json(path: string): Promise<unknown>;
  /** The bytes of a blob as JSON, from wherever the registry keeps them. */
  blob(digest: string): Promise<unknown>;
}

/** Opens a repository with a token that is good for pulling from it and for reading its metadata. */
export function connectRepositoryReader(
  access: Access,
): (work: Work, loginServer: string, repository: string) => RepositoryReader {
  const { httpClient } = clientOptions(access);
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;

  async function send(
    o: { url: string; token?: string; form?: Record<string, string> },
    abortSignal: AbortSignal,
  ): Promise<PipelineResponse> {
    const headers = createHttpHeaders({ accept: accepted, ...(o.token && { authorization: `Bearer ${o.token}` }) });
    if (o.form) headers.set('content-type', 'application/x-www-form-urlencoded');
    return httpClient.sendRequest(
      createPipelineRequest({
        ...{ url: o.url, method: o.form ? 'POST' : 'GET', headers, abortSignal },
        ...(o.form && { body: new URLSearchParams(o.form).toString() }),
      }),
    );
  }

  return ({ signal, log }, loginServer, repository) => {
    const target = registryTarget(loginServer);
    const asked = <T>(call: (abort: AbortSignal) => Promise<T>) =>
      ask({ service, target, signal, timeoutMs, log }, call);
    let kept: Promise<string> | undefined;

    async function tokenFor(abort: AbortSignal): Promise<string> {
      const aad = await access.credential.getToken(aadScope, { abortSignal: abort });
      const exchange = { grant_type: 'access_token', service: loginServer, access_token: aad?.token ?? '' };
      const refresh = await send({ url: `https://${loginServer}/oauth2/exchange`, form: exchange }, abort);
      const { refresh_token = '' } = tokenIn(refresh, target);
      const scope = `repository:${repository}:pull,metadata_read`;
      const form = { grant_type: 'refresh_token', service: loginServer, refresh_token, scope };
      const answer = await send({ url: `https://${loginServer}/oauth2/token`, form }, abort);
      return tokenIn(answer, target).access_token ?? '';
    }

    async function get(path: string, abort: AbortSignal): Promise<PipelineResponse> {
      kept ??= asked(tokenFor);
      return send({ url: `https://${loginServer}${path}`, token: await kept }, abort);
    }

    return {
      json: (path) =>
        asked(async (abort) => {
          const answer = await get(path, abort);
          if (answer.status === 404) return undefined;
          return jsonOf(service, good(answer).bodyAsText ?? '', target);
        }),
      blob: (digest) =>
        asked(async (abort) => {
          const answer = await get(`/v2/${repository}/blobs/${digest}`, abort);
          const found = isRedirect(answer.status) ? await elsewhere(answer, abort) : answer;
          const text = good(found).bodyAsText ?? '';
          if (text.length > longestBlob) throw new UpstreamError(service, 'malformed', 'sent too much', { target });
          return jsonOf(service, text, target);
        }),
    };

    /** Without the token: it is the registry's, and the address has a signature of its own. */
    async function elsewhere(answer: PipelineResponse, abort: AbortSignal): Promise<PipelineResponse> {
      const to = URL.parse(answer.headers.get('location') ?? '');
      if (to?.protocol === 'https:' && (to.hostname === loginServer || blobHosts.test(to.hostname)))
        return send({ url: to.href }, abort);
      throw new UpstreamError(service, 'refused', 'sends to a place that is none of its own', { target });
    }
  };
}

const isRedirect = (status: number) => status === 302 || status === 303 || status === 307 || status === 308;

function good(answer: PipelineResponse): PipelineResponse {
  if (answer.status < 300) return answer;
  throw new HttpFailure(answer.status, undefined, answer.headers);
}

function tokenIn(answer: PipelineResponse, target: string): z.infer<typeof Token> {
  const read = Token.safeParse(jsonOf(service, good(answer).bodyAsText ?? '', target));
  if (read.success) return read.data;
  throw new UpstreamError(service, 'malformed', 'answered in a form that is not understood', { target });
}
