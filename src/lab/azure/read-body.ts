import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** The whole body of a request as text, unpacked where it was packed. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
}
