import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Azure } from '../../src/azure/azure.ts';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import type { Transport } from '../../src/azure/transport.ts';
import { systemClock } from '../../src/model/clock.ts';

/** A request as the stub saw it. */
export interface Seen {
  method: string;
  /** The host that the SDK meant. */
  host: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

/** What the stub says: JSON unless `body` is text; `hang` says nothing, ever; `drop` closes the connection. */
export interface Said {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  hang?: boolean;
  drop?: boolean;
}

/** A server that says what a test wants, where the SDKs take it for Azure. */
export interface StubAzure {
  seen: Seen[];
  /** From now on; the requests' number counts from 0. */
  says(answer: (request: Seen, number: number) => Said): void;
  azure(options?: {
    signal?: AbortSignal;
    queryTimeoutSeconds?: number;
    requestTimeoutSeconds?: number;
    subscriptions?: string[];
  }): Azure;
}

const idle = new AbortController();

/** Starts a stub for all tests of a file, fresh for each. */
export function useStubAzure(): StubAzure {
  let answer: (request: Seen, number: number) => Said = () => ({ status: 500 });
  let url = '';
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://stub');
    const seen: Seen = {
      method: request.method ?? '',
      host: String(request.headers['x-meant-host'] ?? request.headers.host),
      path: decodeURIComponent(pathname),
      query: searchParams,
      headers: request.headers,
      body: await text(request),
    };
    const { status = 200, headers = {}, body, hang, drop } = answer(seen, stub.seen.push(seen) - 1);
    if (drop) return void request.socket.destroy();
    if (hang) return;
    const json = typeof body !== 'string';
    response.writeHead(status, { 'content-type': json ? 'application/json' : 'text/plain', ...headers });
    response.end(body === undefined ? '' : json ? JSON.stringify(body) : body);
  });
  const inner = createDefaultHttpClient();
  const transport: Transport = {
    httpClient: {
      sendRequest(request) {
        // After a challenge, the SDK sends the same request again.
        if (request.url.startsWith(url)) return inner.sendRequest(request);
        const meant = new URL(request.url);
        request.headers.set('x-meant-host', meant.host);
        request.url = `${url}${meant.pathname}${meant.search}`;
        request.allowInsecureConnection = true;
        return inner.sendRequest(request);
      },
    },
    kubernetesCluster: (cluster) => ({ ...cluster, server: url, skipTLSVerify: true }),
  };
  const stub: StubAzure = {
    seen: [],
    says: (it) => {
      answer = it;
    },
    azure: ({ signal = idle.signal, ...config } = {}) =>
      connectAzure({
        credential: {
          getToken: async (scopes) => ({ token: `token-for-${scopes}`, expiresOnTimestamp: Date.now() + 3_600_000 }),
        },
        transport,
        clock: systemClock,
        log: pino({ level: 'silent' }),
        config: azureConfig.parse(config),
      }).until(signal),
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    stub.seen.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return stub;
}
