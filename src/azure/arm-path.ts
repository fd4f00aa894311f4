import { UpstreamError } from '../errors.ts';
import type { ServiceName } from '../model/origin.ts';

/** Source of a pattern for segments that ARM ids are made of, and for nothing that could lead elsewhere. */
export const armSegment = String.raw`[\w.()-]*[\w()-]`;

const resource = new RegExp(`^/subscriptions(/${armSegment})*/providers/${armSegment}(/${armSegment}){2,}$`, 'i');

/** The id of a resource as a part of an address; anything else throws UpstreamError 'malformed', and nobody is asked. */
export function armPath(service: ServiceName, id: string): string {
  if (id.length > 1_000 || !resource.test(id))
    throw new UpstreamError(service, 'malformed', 'gave an id that is not understood');
  return id;
}

/** Type of the resource that an id is of: "Microsoft.ContainerService/managedClusters". */
export function armType(id: string): string {
  const [provider = '', ...parts] = (id.split(/\/providers\//i).at(-1) ?? '').split('/');
  return [provider, ...parts.filter((_, index) => index % 2 === 0)].join('/');
}
