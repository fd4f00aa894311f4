import { analyseTree } from '../kql/analyse.ts';
import { KqlError } from '../kql/kql-error.ts';
import { workspaceDatabase } from '../world/tables/workspace-database.ts';
import { armError } from './arm-error.ts';
import { type Answer, type Call, jsonBody } from './call.ts';

const one =
  /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.insights\/scheduledqueryrules)\/([^/]+)$/i;
const many =
  /^(\/subscriptions\/[^/]+(?:\/resourcegroups\/[^/]+)?)\/providers\/microsoft\.insights\/scheduledqueryrules$/i;

/** Scheduled query rules: put, get, delete, list; undefined when the call is about something else. */
export function queryRules(call: Call): Answer | undefined {
  const { alertRules } = call.world.arm;
  const [, scope] = (call.method === 'GET' && many.exec(call.path)) || [];
  if (scope) {
    const below = `${scope.toLowerCase()}/`;
    return {
      status: 200,
      body: { value: [...alertRules.values()].filter((it) => it.id.toLowerCase().startsWith(below)) },
    };
  }
  const [, , name] = one.exec(call.path) ?? [];
  if (!name) return undefined;
  const key = call.path.toLowerCase();
  const known = alertRules.get(key);
  if (call.method === 'PUT') return put(call, name);
  if (call.method === 'DELETE') return { status: alertRules.delete(key) ? 200 : 204 };
  if (call.method !== 'GET') return armError(405, undefined, 'MethodNotAllowed');
  // Of another name it may be the rule of an alert, which are answered elsewhere.
  return known && { status: 200, body: known };
}

function put(call: Call, name: string): Answer {
  const { alertRules } = call.world.arm;
  const sent = jsonBody(call);
  const properties = sent?.properties as Record<string, unknown> | undefined;
  if (!properties || typeof sent?.location !== 'string')
    return armError(400, 'The request content was invalid and could not be deserialized.', 'InvalidRequestContent');
  const wrong = fault(call, properties);
  if (wrong) return armError(400, wrong, 'BadRequest');
  const key = call.path.toLowerCase();
  const existed = alertRules.has(key);
  const body = {
    id: call.path,
    name,
    type: 'Microsoft.Insights/scheduledQueryRules',
    location: sent.location,
    kind: 'LogAlert',
    ...(sent.tags !== undefined && { tags: sent.tags }),
    etag: `"${call.correlationId}"`,
    properties: { ...properties, createdWithApiVersion: call.query.get('api-version'), provisioningState: 'Succeeded' },
  };
  alertRules.set(key, body);
  return { status: existed ? 200 : 201, body };
}

/** What the service says against a rule: it runs the query before it keeps it. */
function fault(call: Call, properties: Record<string, unknown>): string | undefined {
  const [scope] = [properties.scopes].flat().map((it) => String(it).toLowerCase());
  const cluster = call.world.clusters.find((it) => it.id.toLowerCase() === scope);
  const workspace = cluster?.workspace ?? call.world.workspaces.find((it) => it.id.toLowerCase() === scope);
  if (!workspace) return `The scope '${scope}' is not valid for a log alert rule.`;
  const { allOf } = (properties.criteria ?? {}) as { allOf?: { query?: unknown }[] };
  const query = allOf?.[0]?.query;
  if (typeof query !== 'string') return 'The rule has no query.';
  try {
    const { diagnostics } = analyseTree(query, workspaceDatabase(call.world, workspace, call.now, cluster));
    const worst = diagnostics.find((it) => it.severity === 'Error');
    return worst && `The query is invalid: ${worst.message}`;
  } catch (failure) {
    if (failure instanceof KqlError) return `The query is invalid: ${failure.message}`;
    throw failure;
  }
}
