import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveParent } from '../turn/serve-parent.ts';
import { findingRow, images, rowsOfOne } from './finding-rows.ts';

// Resource Graph with the findings of an estate: 1,000 rows a page at most, 15 requests in 5 s, the rest is throttled.
const most = 15;
const windowMs = 5_000;
const total = images * rowsOfOne;
let [since, used, throttled] = [0, 0, 0];

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = (status: number, body: object, headers: Record<string, string> = {}) => {
    const text = JSON.stringify(body);
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...headers,
    });
    response.end(text);
  };
  if (request.url === '/throttled') return answer(200, { throttled });
  const now = Date.now();
  if (now - since >= windowMs) [since, used] = [now, 0];
  const after = `00:00:0${Math.max(1, Math.ceil((since + windowMs - now) / 1_000))}`;
  const quota = {
    'x-ms-user-quota-remaining': String(Math.max(0, most - used - 1)),
    'x-ms-user-quota-resets-after': after,
  };
  if (used >= most) {
    throttled++;
    return answer(429, { error: { code: 'RateLimiting', message: 'slow down' } }, quota);
  }
  used++;
  const { query = '', options = {} } = JSON.parse(Buffer.concat(chunks).toString()) as {
    query?: string;
    options?: { $top?: number; $skipToken?: string };
  };
  if (!query.startsWith('securityresources'))
    return answer(200, { totalRecords: 0, count: 0, resultTruncated: 'false', facets: [], data: [] }, quota);
  const start = Number(options.$skipToken ?? 0);
  const end = Math.min(total, start + Math.min(1_000, options.$top ?? 1_000));
  const data = Array.from({ length: end - start }, (_, n) => findingRow(start + n));
  const rest = end < total ? { $skipToken: String(end) } : {};
  return answer(
    200,
    { totalRecords: total, count: data.length, resultTruncated: 'false', facets: [], data, ...rest },
    quota,
  );
});

server.listen(0, '127.0.0.1', () => serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
