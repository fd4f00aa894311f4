import { bearerTokenAuthenticationPolicy, createEmptyPipeline, createPipelineRequest } from '@azure/core-rest-pipeline';
import type { ServiceName } from '../model/origin.ts';
import { type Access, clientOptions, type Work } from './access.ts';
import { ask } from './ask.ts';
import { jsonOf } from './json-of.ts';

/** A request to an API that takes tokens of Entra ID, written out where an SDK lacks it. */
export interface PlainRequest {
  service: ServiceName;
  /** What is asked, for the gap. */
  target: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Whole address, or a path of ARM with its query: "/subscriptions/...?api-version=...". */
  url: string;
  /** Sent as JSON; bytes are sent as they are. */
  body?: object | Uint8Array;
  headers?: Record<string, string>;
  /** It changes something: sent once, whatever comes back. */
  once?: true;
  /** The role that it needs, where it is another than reading needs. */
  role?: string;
}

/** What came back, with a status below 400. */
export interface PlainAnswer {
  status: number;
  headers: { get(name: string): string | undefined };
  /** The body as JSON; undefined where there is none. */
  body: unknown;
}

/** Sends a request within a piece of work. Throws UpstreamError. */
export type Sender = (work: Work, request: PlainRequest) => Promise<PlainAnswer>;

/** Where Azure Resource Manager is. */
export const armOrigin = 'https://management.azure.com';

/** Plain requests over the pipeline that the SDKs have here, without any retry of its own. */
export function connectSender(access: Access, scope = `${armOrigin}/.default`): Sender {
  const { httpClient, additionalPolicies } = clientOptions(access);
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential: access.credential, scopes: scope }));
  for (const { policy } of additionalPolicies) pipeline.addPolicy(policy);
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;

  return (work, { service, target, method, url, body, headers = {}, once, role }) =>
    ask({ service, target, timeoutMs, ...(once && { once }), ...(role && { role }), ...work }, async (abortSignal) => {
      const request = createPipelineRequest({
        url: url.startsWith('/') ? armOrigin + url : url,
        method,
        abortSignal,
        ...(body && { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
      });
      request.headers.set('accept', 'application/json');
      if (body) request.headers.set('content-type', 'application/json');
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      const { status, headers: given, bodyAsText } = await pipeline.sendRequest(httpClient, request);
      return { status, headers: given, body: bodyAsText ? jsonOf(service, bodyAsText, target) : undefined };
    });
}
