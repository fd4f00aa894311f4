import { UpstreamError } from '../errors.ts';
import { fieldsOf } from './fields-of.ts';

/** What fails before a byte of the request is on its way. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOST|ENET|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|ERR_TLS|UND_ERR_CONNECT)/;

/**
 * The failure of a change, with the role that the change needs, and marked when nobody can tell what became of it: no
 * answer, one that is not understood, or a gateway's. What was refused (4xx, throttled ones too) or never sent did not
 * happen.
 */
export function failedChange(failure: UpstreamError, role?: string): UpstreamError {
  const outcomeUnknown = failure.outcomeUnknown || mayHaveHappened(failure);
  return new UpstreamError(failure.service, failure.reason, failure.message, {
    ...failure,
    cause: failure.cause,
    role: role ?? failure.role,
    outcomeUnknown,
  });
}

function mayHaveHappened({ reason, status, cause }: UpstreamError): boolean {
  if (status !== undefined) return status >= 500 || status === 408;
  if (reason === 'timeout' || reason === 'malformed') return true;
  return reason === 'unreachable' && !codes(cause).some((code) => neverSent.test(code));
}

/** Codes of an error and of what caused it: undici and the SDKs wrap the socket's. */
function codes(error: unknown): string[] {
  const { code, cause } = fieldsOf(error);
  return [code, ...(cause ? codes(cause) : [])];
}
