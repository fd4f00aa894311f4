import type { IncomingMessage } from 'node:http';

/** Most that a request's body may have, in bytes; an activity with the largest card is well below. */
export const bodyLimit = 256 * 1024;

/** The JSON body of a request, or the HTTP status to refuse it with. */
export async function readJson(
  request: IncomingMessage,
  limit = bodyLimit,
): Promise<{ body: unknown } | { status: 400 | 413 | 415 }> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return { status: 415 };
  if (Number(request.headers['content-length'] ?? 0) > limit) return { status: 413 };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return { status: 413 };
    chunks.push(chunk);
  }
  try {
    return { body: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    // The caller learns the status; what he sent is nothing to log.
    return { status: 400 };
  }
}
