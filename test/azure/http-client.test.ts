import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterEach, expect, it } from 'vitest';
import { createHttpClient } from '../../src/azure/http-client.ts';

const client = createHttpClient();
let server: Server;
let connections = 0;

async function started(answer: RequestListener): Promise<string> {
  connections = 0;
  server = createServer(answer).on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const ask = (url: string, more: { body?: string; abortSignal?: AbortSignal } = {}) =>
  client.sendRequest(
    createPipelineRequest({ url, method: more.body ? 'POST' : 'GET', allowInsecureConnection: true, ...more }),
  );

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('sends a text and keeps the connection for the next', async () => {
  const url = await started((request, response) => request.pipe(response.setHeader('x-path', request.url ?? '')));

  for (const body of ['{"a":"ä"}', '{}']) {
    const { status, headers, bodyAsText } = await ask(`${url}/p?q=1`, { body });
    expect([status, headers.get('x-path'), bodyAsText]).toEqual([200, '/p?q=1', body]);
  }

  expect(connections).toBe(1);
});

it.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
])('unpacks %s', async (encoding, pack) => {
  const url = await started((_, response) => response.setHeader('content-encoding', encoding).end(pack('{"a":1}')));

  await expect(ask(url)).resolves.toMatchObject({ bodyAsText: '{"a":1}' });
});

it('fails as a broken exchange when the connection ends in the middle, or what came cannot be unpacked', async () => {
  const url = await started((request, response) => {
    if (request.url === '/packed') return response.setHeader('content-encoding', 'gzip').end('no gzip');
    response.writeHead(200, { 'content-length': 100 });
    response.write('{', () => request.socket.destroy());
  });

  await expect(ask(`${url}/cut`)).rejects.toMatchObject({ name: 'RestError', code: expect.any(String) });
  await expect(ask(`${url}/packed`)).rejects.toMatchObject({ name: 'RestError', code: expect.any(String) });
});

it('ends at once with the signal, before and after the request has left', async () => {
  const deadline = new AbortController();
  const url = await started(() => deadline.abort());

  await expect(ask(url, { abortSignal: deadline.signal })).rejects.toMatchObject({ name: 'AbortError' });
  await expect(ask(url, { abortSignal: deadline.signal })).rejects.toMatchObject({ name: 'AbortError' });
});

it('sends nothing without TLS unless that was allowed', async () => {
  const url = await started((_, response) => response.end());

  await expect(client.sendRequest(createPipelineRequest({ url }))).rejects.toThrow(/allowInsecureConnection/);
  expect(connections).toBe(0);
});
