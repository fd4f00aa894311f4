import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendJson } from '../../src/teams/send-json.ts';

describe('a call of the connector service', () => {
  let server: Server;
  let dripping: NodeJS.Timeout | undefined;
  const send = (longestMs: number) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3`;
    return sendJson({ method: 'POST', url, body: {}, authorization: undefined, longestMs });
  };
  beforeEach(async () => {
    server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      dripping = setInterval(() => response.write(' '), 5);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    clearInterval(dripping);
    server.closeAllConnections();
    server.close();
  });

  it('ends in time, even when the answer comes drop by drop', async () => {
    await expect(send(60)).rejects.toMatchObject({ service: 'Teams', reason: 'timeout', retryable: true });
  });
});
