import { UpstreamError } from '../errors.ts';
import type { ServiceName } from '../model/origin.ts';

/** The body that a service answered with as JSON; throws UpstreamError 'malformed' for anything else. */
export function jsonOf(service: ServiceName, body: string, target: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new UpstreamError(service, 'malformed', 'answered in a form that is not understood', { target, cause });
  }
}
