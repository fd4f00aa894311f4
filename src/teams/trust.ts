import type { EntraTrust } from '../incidents/verify/entra-trust.ts';
import type { Role } from '../model/actor.ts';

/** Whom the Teams side believes. main.ts passes production's; the lab and tests pass their own. */
export interface Trust {
  /** The only tenant whose activities are taken; 'any' is allowed on loopback alone. */
  tenantId: string;
  /** Where replies and tokens may go: exact origins ("https://smba.trafficmanager.net"), "https://*.botframework.com", or "http://127.0.0.1:*". */
  serviceUrls: readonly string[];
  /** OpenID metadata whose keys sign the channel's tokens; undefined means Microsoft's. */
  openIdMetadataUrl?: string;
  /** Whose tokens open the door to alerts; undefined means those of the tenant. */
  entra?: EntraTrust;
  /** Takes requests without a token; refused unless the server listens on loopback. */
  anonymous: boolean;
  /** The role of a person who is in no list; undefined makes him an outsider. */
  unknownPerson?: Role;
}

/** Where Microsoft's Teams service says that it can be reached (public cloud and GCC). */
export const teamsServiceUrls: readonly string[] = [
  'https://smba.trafficmanager.net',
  'https://*.botframework.com',
  'https://smba.infra.gcc.teams.microsoft.com',
];

/** What a process that faces Teams believes. */
export function productionTrust(tenantId: string): Trust {
  return { tenantId, serviceUrls: teamsServiceUrls, anonymous: false };
}
