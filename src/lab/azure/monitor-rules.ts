import { armMetricsAccount } from '../world/graph/arm-metrics-account.ts';
import { armError } from './arm-error.ts';
import { type Answer, type Call, jsonBody } from './call.ts';

const one =
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/(microsoft\.alertsmanagement\/prometheusrulegroups|microsoft\.insights\/metricalerts)\/([^/]+)$/i;

type Fields = Record<string, unknown>;

/** Rule groups of managed Prometheus, and metric alerts: put, get, delete; undefined when the call is about something else. */
export function monitorRules(call: Call): Answer | undefined {
  const [, kind, name] = one.exec(call.path) ?? [];
  if (kind === undefined || name === undefined) return undefined;
  const { monitorRules: kept } = call.world.arm;
  const key = call.path.toLowerCase();
  const known = kept.get(key);
  const isMetric = /metricalerts$/i.test(kind);
  if (call.method === 'GET') return known ? { status: 200, body: known } : notFound(call.path);
  if (call.method === 'DELETE') return { status: kept.delete(key) ? 200 : 204 };
  if (call.method !== 'PUT') return armError(405, undefined, 'MethodNotAllowed');
  const sent = jsonBody(call);
  const properties = sent?.properties as Fields | undefined;
  if (!sent || !properties || typeof sent.location !== 'string')
    return armError(400, 'The request content was invalid and could not be deserialized.', 'InvalidRequestContent');
  const wrong = isMetric ? metricFault(call, sent.location, properties) : groupFault(call, properties);
  if (wrong) return armError(400, wrong, 'BadRequest');
  const body = {
    id: call.path,
    name,
    type: isMetric ? 'Microsoft.Insights/metricAlerts' : 'Microsoft.AlertsManagement/prometheusRuleGroups',
    location: sent.location,
    ...(sent.tags !== undefined && { tags: sent.tags }),
    properties,
  };
  kept.set(key, body);
  return { status: known ? 200 : 201, body };
}

/** What the service says against a group: its scopes begin with an Azure Monitor workspace, and it has twenty rules at most. */
function groupFault({ world }: Call, { scopes, rules, interval }: Fields): string | undefined {
  const accounts = world.workspaces.map((it) => armMetricsAccount(it).id.toLowerCase());
  const [account, ...others] = [scopes].flat().map((it) => String(it).toLowerCase());
  if (account === undefined || !accounts.includes(account)) return 'The scopes name no Azure Monitor workspace.';
  if (others.some((it) => !world.clusters.some(({ id }) => id.toLowerCase() === it)))
    return 'The scopes name no such cluster.';
  if (!Array.isArray(rules) || rules.length === 0) return 'The rule group has no rules.';
  if (rules.length > 20) return `The rule group has ${rules.length} rules; at most 20 are allowed.`;
  if (interval !== undefined && !isLength(interval)) return `The interval '${String(interval)}' is not valid.`;
  for (const rule of rules as Fields[]) {
    if (typeof rule.expression !== 'string' || rule.expression === '') return 'A rule has no expression.';
    if (rule.for !== undefined && !isLength(rule.for)) return `'${String(rule.for)}' is no length of time.`;
    if (rule.alert !== undefined && ![0, 1, 2, 3, 4].includes(Number(rule.severity ?? 3)))
      return `The severity of ${String(rule.alert)} is not valid.`;
  }
  return undefined;
}

const windows = ['PT1M', 'PT5M', 'PT15M', 'PT30M', 'PT1H', 'PT6H', 'PT12H', 'P1D'];
const everies = ['PT1M', 'PT5M', 'PT15M', 'PT30M', 'PT1H'];

/** What the service says against a metric alert. */
function metricFault({ world }: Call, location: string, it: Fields): string | undefined {
  if (location.toLowerCase() !== 'global') return 'The location of a metric alert is global.';
  if (![0, 1, 2, 3, 4].includes(Number(it.severity))) return 'The severity is not valid.';
  if (!windows.includes(String(it.windowSize))) return `The windowSize '${String(it.windowSize)}' is not valid.`;
  if (!everies.includes(String(it.evaluationFrequency)))
    return `The evaluationFrequency '${String(it.evaluationFrequency)}' is not valid.`;
  const [scope = ''] = [it.scopes].flat().map((one) => String(one).toLowerCase());
  const subscriptions = world.subscriptions.map(({ id }) => `/subscriptions/${id}`.toLowerCase());
  if (!subscriptions.some((id) => scope === id || scope.startsWith(`${id}/`))) return 'The scope is not valid.';
  const { allOf, 'odata.type': kind } = (it.criteria ?? {}) as { allOf?: Fields[]; 'odata.type'?: string };
  if (!Array.isArray(allOf) || allOf.length === 0) return 'The rule has no criteria.';
  const isLearned = allOf.some(({ criterionType }) => criterionType === 'DynamicThresholdCriterion');
  if (isLearned && kind !== 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria')
    return 'Dynamic thresholds want MultipleResourceMultipleMetricCriteria.';
  if (isLearned && !(it.targetResourceType && it.targetResourceRegion))
    return 'The type and the region of the resources are missing.';
  return allOf.some(
    ({ metricName, criterionType, threshold }) =>
      !metricName || (criterionType === 'StaticThresholdCriterion' && typeof threshold !== 'number'),
  )
    ? 'A criterion has no metric or no threshold.'
    : undefined;
}

function isLength(text: unknown): boolean {
  return /^P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?)?$/.test(String(text)) && String(text) !== 'P';
}

function notFound(id: string): Answer {
  return armError(404, `The Resource '${id.split(/\/providers\//i)[1] ?? id}' was not found.`, 'ResourceNotFound');
}
