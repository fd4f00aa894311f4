import { executeKql, toResourceGraphObjects } from '../kql/execute.ts';
import { KqlError } from '../kql/kql-error.ts';
import { graphDatabase } from '../world/graph/graph-database.ts';
import { armError } from './arm-error.ts';
import type { Answer, Call, Service } from './call.ts';
import { jsonBody } from './call.ts';
import { type Quota, quotasOf } from './quotas.ts';

/** Resource Graph: POST /providers/Microsoft.ResourceGraph/resources, with $top, $skip and $skipToken. */
export const resourceGraph: Service = {
  api: 'resource-graph',
  audiences: /^https:\/\/management\.(azure|core\.windows)\./,
  refuse: (status) => (status === 429 ? throttled(usedUp) : armError(status)),
  answer(call) {
    if (call.method !== 'POST') return armError(405, undefined, 'MethodNotAllowed');
    const quota = quotasOf(call.world)?.take(call, 'resource-graph', 15, 5) ?? untouched;
    if (!quota.allowed) return throttled(quota);
    const body = jsonBody(call);
    if (!body || typeof body.query !== 'string')
      return armError(400, 'Please provide below info when asking for support: query is required.', 'BadRequest');
    const subscriptions = Array.isArray(body.subscriptions) ? body.subscriptions.map(String) : undefined;
    try {
      const result = executeKql({
        text: body.query,
        database: graphDatabase(call.world, call.now, subscriptions),
        now: call.now,
        dialect: 'resource-graph',
      });
      return page(
        call,
        call.fault?.empty ? [] : toResourceGraphObjects(result),
        (body.options ?? {}) as Record<string, unknown>,
        quota,
      );
    } catch (failure) {
      if (failure instanceof KqlError) return invalidQuery(failure);
      throw failure;
    }
  },
};

function page(call: Call, all: unknown[], options: Record<string, unknown>, quota: Quota): Answer {
  const token =
    typeof options.$skipToken === 'string'
      ? Number(Buffer.from(options.$skipToken, 'base64').toString('utf8'))
      : Number.NaN;
  if (options.$skipToken !== undefined && Number.isNaN(token))
    return armError(400, 'The provided skip token is invalid.', 'BadRequest');
  const start = Number.isNaN(token) ? Number(options.$skip ?? 0) : token;
  const size = Math.min(1_000, Number(options.$top ?? 1_000));
  const data = all.slice(start, start + size);
  const next = start + data.length;
  return {
    status: 200,
    headers: quotaHeaders(quota),
    body: {
      totalRecords: all.length,
      count: data.length,
      resultTruncated: call.fault?.partial ? 'true' : 'false',
      facets: [],
      data,
      ...(next < all.length && !call.fault?.partial && { $skipToken: Buffer.from(String(next)).toString('base64') }),
    },
  };
}

const untouched: Quota = { allowed: true, remaining: 14, resetsAfterMs: 5_000 };
const usedUp: Quota = { allowed: false, remaining: 0, resetsAfterMs: 5_000 };

function quotaHeaders({ remaining, resetsAfterMs }: Quota): Record<string, string> {
  const seconds = String(Math.ceil(resetsAfterMs / 1_000)).padStart(2, '0');
  return {
    'x-ms-user-quota-remaining': String(remaining),
    'x-ms-user-quota-resets-after': `00:00:${seconds}`,
  };
}

function throttled(quota: Quota): Answer {
  return {
    status: 429,
    headers: quotaHeaders(quota),
    body: {
      error: {
        code: 'RateLimiting',
        message: 'Please provide below info when asking for support: timestamp, correlationId.',
        details: [
          {
            code: 'RateLimiting',
            message:
              'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. Please see https://aka.ms/resourcegraph-throttling for help.',
          },
        ],
      },
    },
  };
}

function invalidQuery(failure: KqlError): Answer {
  return {
    status: 400,
    body: {
      error: {
        code: 'BadRequest',
        message: 'Please provide below info when asking for support: timestamp, correlationId.',
        details: [
          {
            code: 'InvalidQuery',
            message:
              'Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.',
          },
          { code: failure.innerCode, message: failure.message },
        ],
      },
    },
  };
}
