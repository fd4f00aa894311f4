import type { IncomingMessage } from 'node:http';
import { ZodError } from 'zod';
import type { Answer } from './answer.ts';
import { connectorError } from './connector-error.ts';

/** Refuses what another site's page sends to this machine: a foreign host name, or a foreign origin on the page's own API. */
export function fromElsewhere(request: IncomingMessage, url: URL): Answer | undefined {
  const host = request.headers.host ?? '';
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host))
    return { status: 421, body: { message: 'Ask for 127.0.0.1.' } };
  const { origin } = request.headers;
  const own = origin === undefined || origin === `http://${host}`;
  return url.pathname.startsWith('/api/') && !own
    ? { status: 403, body: { message: 'Only the page itself may ask.' } }
    : undefined;
}

/** The caller's faults in the connector's words; anything else is a bug of the page and says so. */
export function failureAnswer(error: unknown): Answer {
  if (error instanceof ZodError || error instanceof SyntaxError) return connectorError(400, 'BadSyntax', error.message);
  if (error instanceof RangeError) return connectorError(413, 'MessageSizeTooBig', error.message);
  return { status: 500, body: { message: error instanceof Error ? (error.stack ?? error.message) : String(error) } };
}
