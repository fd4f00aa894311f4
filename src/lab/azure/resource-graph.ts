import { executeKql, toResourceGraphObjects } from '../kql/execute.ts';
import { KqlError } from '../kql/kql-error.ts';
import { graphDatabase } from '../world/graph/graph-database.ts';
import { armError } from './arm-error.ts';
import type { Answer, Call, Service } from './call.ts';
import { jsonBody } from './call.ts';

/** Resource Graph: POST /providers/Microsoft.ResourceGraph/resources, with $top, $skip and $skipToken. */
export const resourceGraph: Service = {
  api: 'resource-graph',
  audiences: /^https:\/\/management\.(azure|core\.windows)\./,
  refuse: (status) => (status === 429 ? throttled() : armError(status)),
  answer(call) {
    if (call.method !== 'POST') return armError(405, undefined, 'MethodNotAllowed');
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
      );
    } catch (failure) {
      if (failure instanceof KqlError) return invalidQuery(failure);
      throw failure;
    }
  },
};

function page(call: Call, all: unknown[], options: Record<string, unknown>): Answer {
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
    headers: quota,
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

const quota = { 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05' };

function throttled(): Answer {
  return {
    status: 429,
    headers: { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:05' },
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
