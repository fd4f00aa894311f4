import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../src/azure/http-client.ts';

const most = 64 * 1024;
const long = Buffer.alloc(4 * most, 'x');

describe('an answer over HTTP', () => {
  let server: Server;
  const ask = (path: string) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    return createHttpClient(most).sendRequest(createPipelineRequest({ url, allowInsecureConnection: true }));
  };
  beforeAll(async () => {
    const bodies: Record<string, Buffer> = { '/long': long, '/bomb': gzipSync(long), '/usual': gzipSync('{"a":1}') };
    server = createServer(({ url = '' }, response) => {
      response.writeHead(200, url === '/long' ? {} : { 'content-encoding': 'gzip' });
      response.end(bodies[url]);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is unpacked', async () => {
    expect((await ask('/usual')).bodyAsText).toBe('{"a":1}');
  });

  it('that is longer than anything we ask for is not taken, packed or not', async () => {
    await expect(ask('/long')).rejects.toMatchObject({ name: 'RestError', code: 'ANSWER_TOO_LONG' });
    await expect(ask('/bomb')).rejects.toMatchObject({ name: 'RestError', code: 'ERR_BUFFER_TOO_LARGE' });
  });
});
