import { armError } from './arm-error.ts';
import { type Answer, type Call, jsonBody } from './call.ts';

const monitor = /^(.*\/providers\/microsoft\.alertsmanagement\/alerts\/[^/]+)\/changestate$/i;
const security = /\/providers\/microsoft\.security\/locations\/([^/]+)\/alerts\/([^/]+)\/(\w+)$/i;
const securityStates = {
  activate: 'Active',
  dismiss: 'Dismissed',
  inprogress: 'InProgress',
  resolve: 'Resolved',
} as const;

/** Azure Monitor's state of an alert; undefined when the call is about something else. */
export function changeMonitorState(call: Call): Answer | undefined {
  const [, id] = (call.method === 'POST' && monitor.exec(call.path)) || [];
  if (!id) return undefined;
  const state = call.query.get('newState');
  if (state !== 'New' && state !== 'Acknowledged' && state !== 'Closed')
    return armError(400, `The alert state '${state}' is not valid.`, 'BadRequest');
  const alert = call.world.monitorAlerts.find((it) => it.id.toLowerCase() === id.toLowerCase());
  if (!alert) return armError(404, `The alert ${id.split('/').at(-1)} was not found.`, 'AlertNotFound');
  const { comment } = jsonBody(call) ?? {};
  alert.state = { is: state, comment: typeof comment === 'string' ? comment : '' };
  return { status: 200, body: { id: alert.id, name: alert.name, properties: { essentials: { alertState: state } } } };
}

const alert = /^(.*\/providers\/microsoft\.alertsmanagement\/alerts\/[^/]+)$/i;
const rule = /\/providers\/microsoft\.insights\/scheduledqueryrules\/([^/]+)$/i;

/** How an alert of Azure Monitor stands, or whether a log search rule resolves what it fires; undefined when the call is about something else. */
export function readMonitorState({ method, path, world }: Call): Answer | undefined {
  if (method !== 'GET') return undefined;
  const [, name] = rule.exec(path) ?? [];
  if (name) {
    const its = world.monitorAlerts.find((it) => it.statelessBy === 'log search' && it.name === name);
    if (!its) return armError(404, `The rule ${name} was not found.`, 'ResourceNotFound');
    return { status: 200, body: { id: path, name, properties: { enabled: true, autoMitigate: false } } };
  }
  const [, id] = alert.exec(path) ?? [];
  if (!id) return undefined;
  const found = world.monitorAlerts.find((it) => it.id.toLowerCase() === id.toLowerCase());
  if (!found) return armError(404, `The alert ${id.split('/').at(-1)} was not found.`, 'AlertNotFound');
  const type = { 'log search': 'scheduledqueryrules', 'activity log': 'activitylogalerts', metric: 'metricalerts' }[
    found.statelessBy ?? 'metric'
  ];
  const { subscription, resourceGroup } = found.cluster;
  const essentials = {
    severity: found.severity,
    signalType: found.statelessBy ? 'Log' : 'Metric',
    alertState: found.state?.is ?? 'New',
    monitorCondition: found.condition,
    alertRule: `/subscriptions/${subscription.id}/resourceGroups/${resourceGroup}/providers/microsoft.insights/${type}/${found.name}`,
    startDateTime: found.startTime.toISOString(),
  };
  return { status: 200, body: { id: found.id, name: found.name, properties: { essentials } } };
}

/** Defender's state of an alert: 204 without a body; undefined when the call is about something else. */
export function changeSecurityState(call: Call): Answer | undefined {
  const [, location, name, operation = ''] = (call.method === 'POST' && security.exec(call.path)) || [];
  if (!name) return undefined;
  const status = Object.entries(securityStates).find(([key]) => key === operation.toLowerCase())?.[1];
  const alert = call.world.alerts.find((it) => it.name === name && it.cluster.location === location);
  if (!status || !alert) return armError(404, `The alert ${name} was not found in ${location}.`, 'ResourceNotFound');
  alert.status = status;
  return { status: 204 };
}
