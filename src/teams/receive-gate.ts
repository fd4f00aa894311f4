import type { Logger } from 'pino';
import type { Request, Response, Server } from 'restify';
import type { GateDoor } from './gate-door.ts';
import { readBytes } from './read-body.ts';

const path = '/api/gate';

/** Takes what is asked at /api/gate to the gate, and its answer back; every method, so that a wrong one is told. */
export function takeGate(server: Server, door: GateDoor, log: Logger): void {
  const answer = async (request: Request, response: Response) => {
    const { url = '', method = '', headers } = request;
    const mark = url.indexOf('?');
    const query = mark < 0 ? '' : url.slice(mark + 1);
    const read = async (limit: number) =>
      Number(headers['content-length'] ?? 0) > limit ? (413 as const) : readBytes(request, limit);
    const { status, headers: more, body } = await door.knock({ method, headers, query, read });
    log.debug({ status }, 'the gate was asked');
    if (body === undefined) {
      response.writeHead(status, { ...more, 'content-length': 0 });
      response.end();
      return;
    }
    response.writeHead(status, { ...more, 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(body));
  };
  server.post(path, answer);
  server.get(path, answer);
}
