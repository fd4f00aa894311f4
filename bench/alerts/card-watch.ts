import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A connector that takes everything, and notes when a card first named each thing that is waited for. */
export interface CardWatch {
  url: string;
  /** Comes to the moment (of performance.now) at which a message with this text came. */
  shows(text: string): Promise<number>;
  close(): Promise<void>;
}

/** Starts it in this process. */
export async function startCardWatch(): Promise<CardWatch> {
  const waiting = new Map<string, (at: number) => void>();
  let ids = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const at = performance.now();
      const text = JSON.stringify({ id: `m${ids++}` });
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': text.length });
      response.end(text);
      for (const [text, came] of waiting) {
        if (!body.includes(text)) continue;
        waiting.delete(text);
        came(at);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shows: (text) => new Promise((resolve) => waiting.set(text, resolve)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
