import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a route answers; a body that is no string or buffer goes out as JSON. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A request on its way through the routes. */
export interface Asked {
  method: string;
  url: URL;
  /** The JSON body; undefined when there was none. */
  body: unknown;
}

/** Answers a request, or undefined when it is not for this route. */
export type Route = (asked: Asked) => Promise<Answer | undefined> | Answer | undefined;

/** The most that a request may carry; above Teams' own limit, so that Teams' own answer can be given. */
const maxBodyBytes = 1_000_000;

/** Reads the JSON body; a wrong or oversized one throws a RangeError or SyntaxError. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new RangeError('The request is too large.');
    chunks.push(chunk);
  }
  return size === 0 ? undefined : (JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown);
}

/** Writes the answer and ends the response. */
export function send(response: ServerResponse, answer: Answer): void {
  const { body } = answer;
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(answer.status, {
    ...(body === undefined || raw ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...answer.headers,
  });
  response.end(body === undefined || raw ? body : JSON.stringify(body));
}
