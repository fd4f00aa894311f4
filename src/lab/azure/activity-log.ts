import type { ArmActivity } from '../world/arm-records.ts';
import { armError } from './arm-error.ts';
import type { Answer, Call } from './call.ts';

const list = /^\/subscriptions\/([^/]+)\/providers\/microsoft\.insights\/eventtypes\/management\/values$/i;
const filter =
  /^eventTimestamp ge '([^']+)'(?: and eventTimestamp le '([^']+)')?(?: and (resourceUri|resourceGroupName|correlationId) eq '([^']+)')?$/;
/** Small, so that paging is always met. */
const pageSize = 3;

/** The Activity Log's events, newest first, in pages; undefined when the call is about something else. */
export function activityEvents(call: Call): Answer | undefined {
  const [, subscription] = (call.method === 'GET' && list.exec(call.path)) || [];
  if (!subscription) return undefined;
  const [, from, to, field, sought = ''] = filter.exec(call.query.get('$filter') ?? '') ?? [];
  if (!from) return armError(400, 'The $filter is invalid: it must begin with the start time.', 'BadRequest');
  const wanted = (it: ArmActivity): boolean =>
    it.resourceId.toLowerCase().startsWith(`/subscriptions/${subscription.toLowerCase()}/`) &&
    it.at >= new Date(from) &&
    (!to || it.at <= new Date(to)) &&
    (!field || matches(it, field, sought.toLowerCase()));
  const all = call.fault?.empty ? [] : call.world.arm.activities.filter(wanted).reverse();
  const start = Number(call.query.get('$skiptoken') ?? 0);
  const value = all.slice(start, start + pageSize).map(eventBody);
  if (start + pageSize >= all.length) return { status: 200, body: { value } };
  const link = new URL(`https://${call.host}${call.path}?${call.query}`);
  link.searchParams.set('$skiptoken', String(start + pageSize));
  return { status: 200, body: { value, nextLink: link.href } };
}

function matches(it: ArmActivity, field: string, value: string): boolean {
  const resource = it.resourceId.toLowerCase();
  if (field === 'correlationId') return it.correlationId === value;
  return field === 'resourceUri' ? resource === value : resource.includes(`/resourcegroups/${value}/`);
}

function eventBody(it: ArmActivity) {
  return {
    resourceId: it.resourceId,
    operationName: { value: it.operation, localizedValue: it.operation },
    status: { value: it.status, localizedValue: it.status },
    caller: it.caller,
    eventTimestamp: it.at.toISOString(),
    correlationId: it.correlationId,
  };
}
