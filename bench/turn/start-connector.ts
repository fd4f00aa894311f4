import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A connector that takes everything; it keeps the last message, to show that it was an answer. */
export interface Connector {
  url: string;
  posts: number;
  last: string;
  close(): Promise<void>;
}

/** Starts it in this process. */
export async function startConnector(): Promise<Connector> {
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      if (request.method === 'POST') connector.posts++;
      connector.last = text;
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': 10 });
      response.end('{"id":"1"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connector: Connector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts: 0,
    last: '',
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return connector;
}
