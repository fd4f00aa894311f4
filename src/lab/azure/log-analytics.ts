import { executeKql, toLogAnalyticsTable } from '../kql/execute.ts';
import { KqlError } from '../kql/kql-error.ts';
import type { Cluster, Workspace } from '../world/estate.ts';
import { workspaceDatabase } from '../world/tables/workspace-database.ts';
import { refuseBasicTables } from './basic-tables.ts';
import type { Answer, Call, Service } from './call.ts';
import { jsonBody } from './call.ts';
import { parseTimespan } from './parse-timespan.ts';
import { quotasOf } from './quotas.ts';
import { withinLimits } from './result-limits.ts';
import { unitedDatabase } from './united-database.ts';

/** In one query, over all that it names. */
const mostWorkspaces = 100;

/** The Log Analytics query API: /v1/workspaces/{id}/query and /search (for Basic tables), and /v1/{resourceId}/query. */
export const logAnalytics: Service = {
  api: 'log-analytics',
  audiences: /^https:\/\/api\.loganalytics\.(io|azure\.com)/,
  refuse: (status) => refusal(status),
  async admit(call, clock) {
    const quotas = quotasOf(call.world);
    if (!quotas) return undefined;
    if (!quotas.take(call, 'log-analytics', 200, 30).allowed) return refusal(429);
    const admission = await quotas.enter(call, call.path.endsWith('/search') ? 'search' : 'query', clock);
    return typeof admission === 'function' ? admission : queueRefusal(admission);
  },
  answer(call) {
    const target = targetOf(call);
    if (target === 'no-path') return error(404, 'PathNotFoundError', 'The requested path does not exist');
    if (!target) return error(404, 'WorkspaceNotFoundError', 'The workspace or resource could not be found');
    const body = call.method === 'GET' ? Object.fromEntries(call.query) : jsonBody(call);
    if (!body || typeof body.query !== 'string')
      return syntaxError('BadArgumentError', 'MissingParameter', 'A query must be given');
    const several = [target.workspace, ...workspacesNamed(call, body.workspaces)];
    const refused = refusalOf(several);
    if (refused) return refused;
    // Refused rather than answered from another span than was asked for.
    const span = typeof body.timespan === 'string' ? parseTimespan(body.timespan, call.now) : undefined;
    if (typeof body.timespan === 'string' && !span)
      return syntaxError('BadArgumentError', 'InvalidTimespan', `The timespan ${body.timespan} could not be parsed`);
    try {
      const started = performance.now();
      const asked = [...new Set(several)].flatMap((it) => it ?? []);
      const database = unitedDatabase(asked.map((it) => workspaceDatabase(call.world, it, call.now, target.cluster)));
      const basic = asked.flatMap(({ basicTables = [] }) => basicTables);
      refuseBasicTables(body.query, database, basic, { way: target.way, span });
      const result = executeKql({
        text: body.query,
        database,
        now: call.now,
        dialect: 'log-analytics',
        ...(span && { timespan: span }),
      });
      const rows = call.fault?.empty
        ? []
        : call.fault?.partial
          ? result.rows.slice(0, Math.ceil(result.rows.length / 2))
          : result.rows;
      const { table, exceeded } = withinLimits(toLogAnalyticsTable({ columns: result.columns, rows }));
      return {
        status: 200,
        body: {
          tables: [table],
          ...(call.headers.prefer?.includes('include-statistics') && {
            statistics: { query: { executionTime: (performance.now() - started) / 1_000 } },
          }),
          ...((call.fault?.partial || exceeded) && { error: partial(exceeded ?? '64000000 bytes') }),
        },
      };
    } catch (failure) {
      if (failure instanceof KqlError) return syntaxError(failure.code, failure.innerCode, failure.message);
      throw failure;
    }
  },
};

/** The other workspaces that a query names: by GUID, ARM id, name, or "subscription/group/name"; undefined for one that is not there. */
function workspacesNamed({ world }: Call, named: unknown): (Workspace | undefined)[] {
  const names = typeof named === 'string' ? named.split(',') : Array.isArray(named) ? named.map(String) : [];
  const waysTo = ({ customerId, id, name, subscription, resourceGroup }: Workspace) =>
    [customerId, id, name, `${subscription.name}/${resourceGroup}/${name}`].map((it) => it.toLowerCase());
  return names.map((it) => world.workspaces.find((workspace) => waysTo(workspace).includes(it.toLowerCase())));
}

/** One workspace that is not there or lets nobody read refuses the query; it is never answered from fewer than were asked. */
function refusalOf(several: readonly (Workspace | undefined)[]): Answer | undefined {
  if (several.length > mostWorkspaces)
    return syntaxError(
      'BadArgumentError',
      'TooManyWorkspaces',
      `A query is about ${mostWorkspaces} workspaces at most`,
    );
  if (several.some((it) => it === undefined || it.refuses === 404))
    return error(404, 'WorkspaceNotFoundError', 'The workspace or resource could not be found');
  return several.some((it) => it?.refuses === 403) ? refusal(403) : undefined;
}

interface Target {
  workspace: Workspace;
  cluster?: Cluster;
  way: 'query' | 'search';
}

function targetOf(call: Call): Target | 'no-path' | undefined {
  const [, workspaceId, way] = /^\/v1\/workspaces\/([^/]+)\/(query|search)$/.exec(call.path) ?? [];
  if (workspaceId) {
    const workspace = call.world.workspaces.find((it) => it.customerId === workspaceId);
    return workspace && { workspace, way: way === 'search' ? 'search' : 'query' };
  }
  const resourceId = /^\/v1(\/subscriptions\/.+)\/query$/i.exec(call.path)?.[1]?.toLowerCase();
  if (!resourceId) return 'no-path';
  const cluster = call.world.clusters.find((it) => it.id.toLowerCase() === resourceId);
  return cluster && { workspace: cluster.workspace, cluster, way: 'query' };
}

const partial = (limit: string) => ({
  code: 'PartialError',
  message: 'There were some errors when processing your query.',
  details: [
    {
      code: 'EngineError',
      message: 'Something went wrong processing your query on the server.',
      innererror: {
        code: '-2133196797',
        message: `The results of this query exceed the set limit of ${limit}, so not all records were returned (E_QUERY_RESULT_SET_TOO_LARGE, 0x80DA0003).`,
        severity: 2,
        severityName: 'Error',
      },
    },
  ],
});

const error = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { message, code } },
});

function syntaxError(code: string, innerCode: string, message: string): Answer {
  const inner = { code: innerCode, message };
  return {
    status: 400,
    body: { error: { message: 'The request had some invalid properties', code, innererror: inner } },
  };
}

function queueRefusal(why: 'full' | 'waited-too-long'): Answer {
  const told =
    why === 'full'
      ? 'Too many queries are waiting: at most 200 of a user may.'
      : 'The query waited for more than 3 minutes to be run.';
  return error(429, 'ThrottledError', `Too many requests. ${told}`);
}

function refusal(status: number): Answer {
  switch (status) {
    case 401:
      return error(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.");
    case 403:
      return error(
        403,
        'InsufficientAccessError',
        'The provided credentials have insufficient access to perform the requested operation',
      );
    case 404:
      return error(404, 'PathNotFoundError', 'The requested path does not exist');
    case 429:
      return error(
        429,
        'ThrottledError',
        'Too many requests. The limit of 200 requests in 30 seconds was exceeded; try again later.',
      );
    case 504:
      return error(504, 'GatewayTimeout', 'The query did not complete within the time that it was given.');
    default:
      return error(status, 'ServiceUnavailable', 'The service is temporarily unavailable.');
  }
}
