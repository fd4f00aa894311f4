import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { Transport } from '../../src/azure/transport.ts';
import { hostHeader, labTransport } from '../../src/lab/azure/lab-transport.ts';
import { route } from '../../src/lab/azure/route.ts';
import type { Api } from '../../src/lab/world/faults.ts';

/** The range's Azure behind a wire with a latency for each API. */
export interface SlowAzure {
  transport: Transport;
  /** Requests by API since the last `reset`. */
  requests: Map<Api, number>;
  /** Starts to count anew; from now on with these latencies, in milliseconds. */
  reset(latencyMs: Partial<Record<Api, number>>): void;
  close(): Promise<void>;
}

interface Kept {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * Asks the range for each answer once and repeats it, so that the latency is the wire's alone: the range shares this
 * machine, and how long its interpreter of KQL takes says nothing about Azure. Time must stand still meanwhile.
 */
export async function startSlowAzure(range: string): Promise<SlowAzure> {
  const answers = new Map<string, Promise<Kept>>();
  const requests = new Map<Api, number>();
  let latency: Partial<Record<Api, number>> = {};

  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const key = [request.method, request.headers[hostHeader], request.url, body.toString('latin1')].join('\n');
    const { service } = route(String(request.headers[hostHeader] ?? ''), new URL(request.url ?? '/', range).pathname);
    requests.set(service.api, (requests.get(service.api) ?? 0) + 1);
    const answer = answers.get(key) ?? ask(range, request, body);
    answers.set(key, answer);
    const [{ status, headers, body: text }] = await Promise.all([answer, wait(latency[service.api] ?? 0)]);
    response.writeHead(status, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    transport: labTransport(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    requests,
    reset(latencyMs) {
      requests.clear();
      latency = latencyMs;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function ask(range: string, request: IncomingMessage, body: Buffer): Promise<Kept> {
  const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
  const answer = await fetch(new URL(request.url ?? '/', range), {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  const kept = ['content-type', 'www-authenticate', 'link', 'retry-after'];
  return {
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => kept.includes(name))),
    body: Buffer.from(await answer.arrayBuffer()),
  };
}
