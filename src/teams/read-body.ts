import type { IncomingMessage } from 'node:http';

/** Most that a request's body may have, in bytes; an activity with the largest card is well below. */
export const bodyLimit = 256 * 1024;

/** The JSON body of a request, or the HTTP status to refuse it with; a caller who hangs up sent nothing we can read. */
export async function readJson(
  request: IncomingMessage,
  limit = bodyLimit,
): Promise<{ body: unknown } | { status: 400 | 413 | 415 }> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return { status: 415 };
  if (Number(request.headers['content-length'] ?? 0) > limit) return { status: 413 };
  const bytes = await readBytes(request, limit);
  if (!Buffer.isBuffer(bytes)) return { status: bytes };
  try {
    return { body: JSON.parse(bytes.toString('utf8')) };
  } catch {
    // The caller learns the status; what he sent is nothing to log.
    return { status: 400 };
  }
}

/** The bytes of a request's body, or the HTTP status to refuse it with. */
export function readBytes(request: IncomingMessage, limit: number): Promise<Buffer | 400 | 413> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve(413);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve(400));
    request.on('close', () => resolve(400));
  });
}
