import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Door, Knock } from '../incidents/door.ts';
import { readBytes } from './read-body.ts';

const path = '/api/alerts/';

/** Whether an address is one of a source of alerts. */
function isForAlerts(url: string | undefined): boolean {
  return url?.startsWith(path) === true;
}

/** Takes what is posted to /api/alerts/SOURCE to the door, and the door's answer back. */
async function receiveAlerts(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '', method = '', headers } = request;
  const mark = url.indexOf('?');
  const source = url.slice(path.length, mark < 0 ? undefined : mark);
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const read: Knock['read'] = async (limit) =>
    Number(headers['content-length'] ?? 0) > limit ? 413 : readBytes(request, limit);
  const answer = await door.knock({ source, method, headers, query, read });
  if (answer.body === undefined) {
    response.writeHead(answer.status, { ...answer.headers, 'content-length': 0 });
    response.end();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(answer.body));
}

/**
 * Answers these addresses before the server's router sees them: it takes longer over a request than the door, and
 * alerts come in thousands a second.
 */
export function takeAlerts(server: Server, door: Door, log: Logger): void {
  const others = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (!isForAlerts(request.url)) {
      for (const other of others) other.call(server, request, response);
      return;
    }
    receiveAlerts(door, request, response).catch((error: unknown) => {
      log.error({ error }, 'a delivery of alerts failed');
      response.destroy();
    });
  });
}
