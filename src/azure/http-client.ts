import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import {
  createDefaultHttpClient,
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';
import type { Agent, Dispatcher } from 'undici';
import { once } from './once.ts';

/** A request whose sender wants to know when it begins to leave: there is a connection by then. */
export interface WatchedRequest extends PipelineRequest {
  whenSent?: () => void;
}

/** Far more than any answer that we ask for; without a bound one server could take all memory. */
const longestBytes = 128 * 2 ** 20;

/** Stands for requests without TLS settings of their own. */
const noTls = {};
const library = once(() => import('undici'));
const unpack = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/**
 * What the SDKs' own HTTP client does with a text that is sent and one that comes back, by undici: in a third of the
 * processor time, over connections kept open, with the same errors. Anything else is left to theirs.
 */
export function createHttpClient(longest = longestBytes): HttpClient {
  const theirs = createDefaultHttpClient();
  const agents = new WeakMap<object, Agent>();

  async function agentOf({ tlsSettings = noTls }: PipelineRequest): Promise<Agent> {
    const { Agent } = await library();
    const agent =
      agents.get(tlsSettings) ?? new Agent({ connections: 64, allowH2: false, connect: { ...tlsSettings } });
    agents.set(tlsSettings, agent);
    return agent;
  }

  return {
    async sendRequest(request) {
      return isPlain(request) ? send(request, await agentOf(request), longest) : theirs.sendRequest(request);
    },
  };
}

/** No stream, no form, no proxy's agent, no timeout but the signal, and TLS unless it was waived. */
function isPlain({ body, ...it }: PipelineRequest): boolean {
  return (
    (body === undefined || body === null || typeof body === 'string') &&
    (it.allowInsecureConnection || it.url.startsWith('https:')) &&
    !it.formData &&
    !it.multipartBody &&
    !it.streamResponseStatusCodes?.size &&
    !it.onUploadProgress &&
    !it.onDownloadProgress &&
    !it.agent &&
    !it.disableKeepAlive &&
    !it.requestOverrides &&
    it.timeout === 0 &&
    it.method !== 'HEAD'
  );
}

async function send(request: PipelineRequest, agent: Agent, longest: number): Promise<PipelineResponse> {
  const { status, headers, body } = await exchange(request, agent, longest);
  // undici takes a connection back a moment later: who asks again at once would open another.
  await new Promise((resolve) => setImmediate(resolve));
  const encoding = headers['content-encoding'];
  const packed = encoding === 'gzip' || encoding === 'deflate';
  const bytes = packed
    ? await unpack[encoding](body, { maxOutputLength: longest }).catch((error: Error) =>
        Promise.reject(asTheirs(error, request)),
      )
    : body;
  return { request, status, headers: headersOf(headers), bodyAsText: bytes.toString('utf8') };
}

type Headers = Record<string, string | string[] | undefined>;

function exchange(
  request: WatchedRequest,
  agent: Agent,
  longest: number,
): Promise<{ status: number; headers: Headers; body: Buffer }> {
  const { abortSignal, body, method } = request;
  const { origin, pathname, search } = new URL(request.url);
  return new Promise((resolve, reject) => {
    let running: Dispatcher.DispatchController | undefined;
    const abort = () => {
      running?.abort(aborted());
      reject(aborted());
    };
    if (abortSignal?.aborted) return abort();
    abortSignal?.addEventListener('abort', abort as never);
    const settle = () => abortSignal?.removeEventListener('abort', abort as never);

    let status = 0;
    let headers: Headers = {};
    const chunks: Buffer[] = [];
    let received = 0;
    const sent = { origin, path: pathname + search, method, headers: request.headers.toJSON({ preserveCase: true }) };
    agent.dispatch({ ...sent, ...(typeof body === 'string' && { body }) } as Dispatcher.DispatchOptions, {
      onRequestStart(controller) {
        running = controller;
        if (abortSignal?.aborted) controller.abort(aborted());
        else request.whenSent?.();
      },
      onResponseStart(_, code, given) {
        status = code;
        headers = given;
      },
      onResponseData(controller, chunk) {
        received += chunk.length;
        if (received > longest) controller.abort(tooLong());
        else chunks.push(chunk);
      },
      onResponseEnd() {
        settle();
        resolve({ status, headers, body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) });
      },
      onResponseError(_, error) {
        settle();
        reject(asTheirs(error, request));
      },
    });
  });
}

function headersOf(given: Headers) {
  const headers = createHttpHeaders();
  for (const name in given) {
    const value = given[name];
    const first = Array.isArray(value) ? value[0] : value;
    if (first) headers.set(name, first);
  }
  return headers;
}

function asTheirs(error: Error & { code?: string }, request: PipelineRequest): Error {
  if (error.name === 'AbortError') return error;
  return new RestError(error.message, { code: error.code ?? RestError.REQUEST_SEND_ERROR, request });
}

function tooLong(): Error {
  return Object.assign(new Error('The answer is too long.'), { code: 'ANSWER_TOO_LONG' });
}

function aborted(): Error {
  return Object.assign(new Error('The operation was aborted.'), { name: 'AbortError' });
}
