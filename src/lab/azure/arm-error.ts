import { seededUuid } from '../world/seeded.ts';
import { armOperationOf } from './arm-operation-of.ts';
import type { Answer, Call } from './call.ts';

/** Object id of the identity that the bot has in the range. */
export const labIdentity = seededUuid('identity/watchkeeper');

const words: Record<number, [string, string]> = {
  400: ['BadRequest', 'The request is invalid.'],
  401: ['AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."],
  403: [
    'AuthorizationFailed',
    'The client does not have authorization to perform the action over the scope, or the scope is invalid. If access was recently granted, please refresh your credentials.',
  ],
  404: [
    'ResourceNotFound',
    'The Resource was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix',
  ],
  429: [
    'TooManyRequests',
    'The request is being throttled as the limit has been reached for the operation. Please try again later.',
  ],
  500: ['InternalServerError', 'An internal error occurred.'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable. Please retry later.'],
  504: [
    'GatewayTimeout',
    'The gateway did not receive a response from the resource provider within the specified time period.',
  ],
};

/** Azure Resource Manager's error body. */
export function armError(status: number, message?: string, code?: string): Answer {
  const [usualCode, usual] = words[status] ?? ['Failed', 'The operation failed.'];
  return { status, body: { error: { code: code ?? usualCode, message: message ?? usual } } };
}

/** A refusal by status alone; a 403 names the identity, the right that lacks, and where, in Resource Manager's words. */
export function armRefusal(status: number, call: Call): Answer {
  if (status !== 403) return armError(status, undefined, call.fault?.code);
  const { operation, resourceId } = armOperationOf(call);
  return armError(
    403,
    `The client '${labIdentity}' with object id '${labIdentity}' does not have authorization to perform action '${operation}' over scope '${resourceId}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}
