import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startAzure } from '../../src/lab/azure/start-azure.ts';
import { createWorld } from '../../src/lab/world/world.ts';
import { systemClock } from '../../src/model/clock.ts';
import { serveParent } from './serve-parent.ts';

/** Answers every question as the range's Azure did when it was asked first, and at once. */
const azure = await startAzure({ world: createWorld({ now: new Date() }), clock: systemClock });
const canned = new Map<string, Promise<{ status: number; headers: Record<string, string>; body: Buffer }>>();
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  // Times differ from question to question; what is asked does not.
  const key = `${request.method} ${request.headers['x-lab-host']} ${request.url} ${body}`.replace(/\d+/g, '0');
  let answer = canned.get(key);
  if (!answer) {
    answer = ask(request.method ?? 'GET', request.url ?? '/', request.headers as Record<string, string>, body);
    canned.set(key, answer);
  }
  const { status, headers, body: text } = await answer;
  response.writeHead(status, { ...headers, 'content-length': text.length });
  response.end(text);
});

async function ask(method: string, path: string, given: Record<string, string>, body: Buffer) {
  const { host: _, connection: __, 'content-length': ___, ...headers } = given;
  const response = await fetch(azure.url + path, { method, headers, ...(body.length > 0 && { body }) });
  const {
    'transfer-encoding': ____,
    'content-length': _____,
    connection: ______,
    ...kept
  } = Object.fromEntries(response.headers);
  return { status: response.status, headers: kept, body: Buffer.from(await response.arrayBuffer()) };
}

server.listen(0, '127.0.0.1', () => serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
