import { labPeople } from '../page/people.ts';
import { groupsOf } from '../world/groups.ts';
import { type Answer, type Call, jsonBody, type Service } from './call.ts';

const mostGroups = 20;
const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Microsoft Graph, as far as the bot asks it: which of some groups a person is in. */
export const directory: Service = {
  api: 'directory',
  audiences: /^https:\/\/graph\.microsoft\.com/,
  refuse: (status, call) => failed(call, status),
  answer(call) {
    const [, person] = /^\/v1\.0\/users\/([^/]+)\/checkMemberGroups$/.exec(call.path) ?? [];
    if (!person || call.method !== 'POST') return failed(call, 400, 'Specified HTTP method or path is not allowed.');
    const { groupIds } = jsonBody(call) ?? {};
    if (!Array.isArray(groupIds) || !groupIds.every((it) => typeof it === 'string' && guid.test(it)))
      return failed(call, 400, 'Invalid value specified for property groupIds.');
    if (groupIds.length > mostGroups)
      return failed(call, 400, `The number of group ids exceeds the limit of ${mostGroups}.`);
    const { groups } = call.world;
    const members = groups.flatMap((it) => it.members);
    const known = [...labPeople.map(({ objectId }) => objectId), ...members];
    if (!guid.test(person) || !known.some((it) => it.toLowerCase() === person.toLowerCase()))
      return failed(
        call,
        404,
        `Resource '${person}' does not exist or one of its queried reference-property objects are not present.`,
      );
    const own = call.fault?.empty ? [] : groupsOf(groups, person).map(({ id }) => id);
    const value = own.filter((id) => groupIds.some((it: string) => it.toLowerCase() === id.toLowerCase()));
    return {
      status: 200,
      body: { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Collection(Edm.String)', value },
    };
  },
};

const words: Record<number, [string, string]> = {
  400: ['Request_BadRequest', 'The request is invalid.'],
  401: ['InvalidAuthenticationToken', 'Access token is empty, or its audience is invalid.'],
  403: ['Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'],
  404: ['ResourceNotFound', 'Resource could not be discovered.'],
  429: ['TooManyRequests', 'Too many requests; try again later.'],
  500: ['InternalServerError', 'An internal server error occurred.'],
  503: ['ServiceNotAvailable', 'The service is temporarily unavailable.'],
  504: ['UnknownError', 'The gateway timed out.'],
};

/** Microsoft Graph's error body; that a person is not there has a code of its own. */
function failed(call: Call, status: number, message?: string): Answer {
  const [code = 'UnknownError', usual = 'The operation failed.'] = words[status] ?? [];
  const innerError = { date: call.now.toISOString().slice(0, 19), 'request-id': 'lab', 'client-request-id': 'lab' };
  const own = status === 404 && message ? 'Request_ResourceNotFound' : code;
  return { status, body: { error: { code: own, message: message ?? usual, innerError } } };
}
