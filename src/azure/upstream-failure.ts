import { UpstreamError, type UpstreamReason } from '../errors.ts';
import type { ServiceName } from '../model/origin.ts';
import { fieldsOf } from './fields-of.ts';
import { correlationIdIn } from './receipt.ts';

/** Turns whatever an SDK threw into an UpstreamError that says why, without the request that the SDK's error carries. */
export function upstreamFailure(service: ServiceName, target: string | undefined, error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const status = statusOf(error);
  const reason = status === undefined ? reasonWithoutStatus(error) : reasonOf(status, codeOf(error));
  const detail = status === undefined ? '' : ` (${[status, codeOf(error)].filter(Boolean).join(' ')})`;
  const retryAfterMs = reason === 'throttled' || reason === 'unavailable' ? retryAfterOf(error) : undefined;
  // Without an answer it was not the service that refused: no token could be got for it.
  const told =
    reason === 'unauthorized' && status === undefined ? 'needs a token, and the bot got none' : words[reason];
  return new UpstreamError(service, reason, `${told}${detail}`, {
    status,
    retryAfterMs,
    target,
    correlationId: correlationIdIn(headerOf(error, 'x-ms-correlation-request-id')),
    cause: error,
  });
}

const words: Record<UpstreamReason, string> = {
  unauthorized: 'did not accept the identity',
  forbidden: 'does not allow this',
  'not-found': 'does not know what was asked for',
  throttled: 'asks to slow down',
  unavailable: 'is not available',
  timeout: 'did not answer in time',
  refused: 'refused the request',
  unreachable: 'could not be reached',
  conflict: 'says that it changed meanwhile, or that another change of it goes on',
  locked: 'says that it is locked',
  malformed: 'answered in a form that is not understood',
};

function reasonOf(status: number, code: string): UpstreamReason {
  // Resource locks answer 409 with a code of their own, a registry's attributes 405.
  if (code === 'ScopeLocked' || code === 'REGISTRY_DISALLOWED_OPERATION') return 'locked';
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'unavailable';
  return status >= 400 ? 'refused' : 'malformed';
}

function reasonWithoutStatus(error: unknown): UpstreamReason {
  const { name, code, cause } = fieldsOf(error);
  if (name === 'AbortError' || name === 'TimeoutError') return 'timeout';
  if (name.startsWith('Credential') || name.startsWith('Authentication') || name.startsWith('AggregateAuth'))
    return 'unauthorized';
  if (code === 'REQUEST_SEND_ERROR' || networkCodes.test(code) || networkCodes.test(fieldsOf(cause).code))
    return 'unreachable';
  // undici says "fetch failed" and puts the reason, if any, into the cause.
  if (error instanceof TypeError && error.message === 'fetch failed') return 'unreachable';
  return 'malformed';
}

const networkCodes =
  /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|ETIMEDOUT|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|ERR_TLS|UND_ERR)/;

/** RestError has statusCode; the Kubernetes client's ApiException has a number as code. */
function statusOf(error: unknown): number | undefined {
  const { statusCode, code } = (error ?? {}) as { statusCode?: unknown; code?: unknown };
  // A 2xx with a body that could not be read is not a status worth showing.
  const status = typeof statusCode === 'number' ? statusCode : typeof code === 'number' ? code : undefined;
  return status !== undefined && status >= 400 ? status : undefined;
}

/** The service's own code, when it is nothing but a code; its prose is not ours to show. */
function codeOf(error: unknown): string {
  // The registries' client keeps their code in the body alone.
  const { details } = (error ?? {}) as { details?: { errors?: unknown[] } };
  const code = fieldsOf(error).code || fieldsOf(details?.errors?.[0]).code;
  return /^[A-Za-z][\w.]{0,60}$/.test(code) ? code : '';
}

function retryAfterOf(error: unknown): number | undefined {
  const header = headerOf(error, 'retry-after') ?? headerOf(error, 'x-ms-user-quota-resets-after');
  if (!header) return undefined;
  const clock = /^(\d+):(\d{2}):(\d{2})/.exec(header);
  if (clock) return (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The SDKs' errors have headers with a getter, on themselves or on their response; the Kubernetes client's a plain object. */
function headerOf(error: unknown, name: string): string | undefined {
  const { headers, response } = (error ?? {}) as { headers?: unknown; response?: { headers?: unknown } };
  const found = (headers ?? response?.headers ?? {}) as { get?: (name: string) => string | undefined };
  return typeof found.get === 'function' ? found.get(name) : (found as Record<string, string | undefined>)[name];
}
