import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { hostHeader } from '../../src/lab/azure/lab-transport.ts';
import { route } from '../../src/lab/azure/route.ts';
import { startAzure } from '../../src/lab/azure/start-azure.ts';
import type { Api } from '../../src/lab/world/faults.ts';
import { createWorld } from '../../src/lab/world/world.ts';
import { systemClock } from '../../src/model/clock.ts';
import { serveParent } from '../turn/serve-parent.ts';

// The range's Azure, standing still at NOW, behind a wire with the milliseconds of LATENCY for each API. It asks the
// range for each answer once and repeats it, so that the latency is the wire's alone: the range shares this machine,
// and how long its interpreter of KQL takes says nothing about Azure.

interface Kept {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

const now = new Date(process.env.NOW ?? '');
const latency = JSON.parse(process.env.LATENCY ?? '{}') as Partial<Record<Api, number>>;
const range = await startAzure({ world: createWorld({ now }), clock: { ...systemClock, now: () => now } });
const answers = new Map<string, Promise<Kept>>();

const server = createServer(async (request, response) => {
  const started = performance.now();
  const body = await buffer(request);
  const key = [request.method, request.headers[hostHeader], request.url, body.toString('latin1')].join('\n');
  const answer = answers.get(key) ?? ask(range.url, request, body);
  answers.set(key, answer);
  const { service } = route(String(request.headers[hostHeader] ?? ''), new URL(request.url ?? '/', range.url).pathname);
  const { status, headers, body: text } = await answer;
  await wait(Math.max(0, (latency[service.api] ?? 0) - (performance.now() - started)));
  response.writeHead(status, headers).end(text);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

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
