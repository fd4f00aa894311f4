import { UpstreamError } from '../errors.ts';
import type { ServiceName } from '../model/origin.ts';

/** The parts of an ARM resource id that its client wants. */
export interface ArmId {
  subscriptionId: string;
  resourceGroup: string;
  name: string;
}

/** Takes an ARM resource id apart; anything else throws UpstreamError 'malformed' of the service that sent it. */
export function parseArmId(service: ServiceName, id: string): ArmId {
  const match = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/.+\/([^/]+)$/i.exec(id);
  const [, subscriptionId, resourceGroup, name] = match ?? [];
  if (!subscriptionId || !resourceGroup || !name) {
    throw new UpstreamError(service, 'malformed', 'gave a resource id that is not understood');
  }
  return { subscriptionId, resourceGroup, name };
}
