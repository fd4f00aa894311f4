import type { DoorTrust } from '../incidents/open-sources.ts';
import { entraTenant } from '../incidents/verify/entra-trust.ts';
import { isLoopback } from './listen-config.ts';
import type { Trust } from './trust.ts';

/** Whom the door to alerts believes: the tenant's applications, and anybody only where nobody else can come. */
export function doorTrust({ entra, tenantId, anonymous }: Trust, { host }: { host: string }): DoorTrust {
  return { entra: entra ?? entraTenant(tenantId), anonymous: anonymous && isLoopback(host) };
}
