import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { UpstreamError, type UpstreamReason } from '../errors.ts';

const agents = {
  http: new HttpAgent({ keepAlive: true, maxSockets: 64 }),
  https: new HttpsAgent({ keepAlive: true, maxSockets: 64 }),
};
const timeoutMs = 10_000;
const answerLimit = 256 * 1024;

/** One call of Teams' connector service: JSON there and back, no redirect followed; UpstreamError for anything but 2xx. */
export async function sendJson(call: {
  method: string;
  url: string;
  body: unknown;
  authorization: string | undefined;
  /** The time of the whole call, in milliseconds; ten seconds when undefined. */
  longestMs?: number;
}): Promise<Record<string, unknown>> {
  const text = JSON.stringify(call.body);
  const secure = call.url.startsWith('https:');
  const response = await new Promise<{ message: IncomingMessage; text: string }>((resolve, reject) => {
    const options = {
      method: call.method,
      agent: secure ? agents.https : agents.http,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(text),
        ...(call.authorization && { authorization: call.authorization }),
      },
    };
    const request = (secure ? httpsRequest : httpRequest)(call.url, options, (message) => {
      let received = '';
      message.setEncoding('utf8');
      message.on('data', (chunk: string) => {
        received += chunk;
        if (received.length > answerLimit) request.destroy(new Error('The answer is too long.'));
      });
      message.on('end', () => resolve({ message, text: received }));
      message.on('error', reject);
    });
    // Of the whole call: a socket's own time-out would begin anew with every byte of a slow answer.
    const late = setTimeout(
      () => request.destroy(new UpstreamError('Teams', 'timeout', 'Teams did not answer in time.')),
      call.longestMs ?? timeoutMs,
    );
    request.on('close', () => clearTimeout(late));
    request.on('error', reject);
    request.end(text);
  }).catch((cause: unknown) => {
    if (cause instanceof UpstreamError) throw cause;
    throw new UpstreamError('Teams', 'unreachable', 'Teams could not be reached.', { cause });
  });
  const status = response.message.statusCode ?? 0;
  if (status < 200 || status > 299) throw refusalOf(status, response);
  // Teams may take a message with 202 and no body at all.
  return parsed(response.text) ?? {};
}

function refusalOf(status: number, { message, text }: { message: IncomingMessage; text: string }): UpstreamError {
  const error = parsed(text)?.error as { code?: unknown } | undefined;
  const code = typeof error?.code === 'string' ? error.code.slice(0, 80) : 'no code';
  const retryAfter = Number(message.headers['retry-after']);
  return new UpstreamError('Teams', reasonOf(status), `Teams answered ${status} (${code}).`, {
    status,
    retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1000 : undefined,
  });
}

function reasonOf(status: number): UpstreamReason {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 429) return 'throttled';
  if (status === 504) return 'timeout';
  // 412 is Teams' word for "at the same time as another operation": it passes.
  return status === 412 || status === 502 || status === 503 ? 'unavailable' : 'refused';
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // A gateway's HTML page or an empty body: there is nothing to learn from it beyond the status.
    return undefined;
  }
}
