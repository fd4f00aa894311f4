import { decodeJwt } from 'jose';
import { TeamsActivity } from './activity.ts';
import { isAllowedServiceUrl } from './service-url.ts';
import type { Trust } from './trust.ts';

/** The only issuer of tokens that a channel sends. */
export const channelIssuer = 'https://api.botframework.com';

/** Why a request goes no further; the caller is told the status, the log the name. */
export type Refusal =
  | 'no-token'
  | 'malformed-token'
  | 'foreign-issuer'
  | 'not-of-the-channel'
  | 'foreign-audience'
  | ActivityRefusal;

/** Why an activity goes no further although its token may be right. */
export type ActivityRefusal =
  | 'malformed-activity'
  | 'foreign-channel'
  | 'no-service-url'
  | 'foreign-service-url'
  | 'foreign-tenant';

/**
 * Looks at a token without believing it, before botbuilder does: by an unverified issuer botbuilder chooses its emulator
 * and skill paths, and the former adds the token's tenant to the issuers that the whole process accepts.
 */
export function refuseToken(authorization: string | undefined, appId: string, trust: Trust): Refusal | undefined {
  if (trust.anonymous) return undefined;
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
  if (!token) return authorization ? 'malformed-token' : 'no-token';
  const claims = unverified(token);
  if (!claims) return 'malformed-token';
  if (claims.iss !== channelIssuer) return 'foreign-issuer';
  // The channel's tokens have none of these. An unsigned one with a tenant would make botbuilder remember that tenant.
  if (['tid', 'ver', 'appid', 'azp'].some((claim) => claim in claims)) return 'not-of-the-channel';
  return claims.aud === appId ? undefined : 'foreign-audience';
}

/** The activity, when it may come in at all; the token vouches for its service URL and for nothing else in it. */
export function admitActivity(body: unknown, trust: Trust): { activity: TeamsActivity } | { refusal: ActivityRefusal } {
  const parsed = TeamsActivity.safeParse(body);
  if (!parsed.success) {
    const fields = new Set(parsed.error.issues.map((issue) => issue.path[0]));
    return { refusal: fields.has('serviceUrl') ? 'no-service-url' : 'malformed-activity' };
  }
  const activity = parsed.data;
  if (activity.channelId !== 'msteams') return { refusal: 'foreign-channel' };
  // botbuilder compares the token's service URL only when the activity has one.
  if (!activity.serviceUrl) return { refusal: 'no-service-url' };
  if (!isAllowedServiceUrl(activity.serviceUrl, trust.serviceUrls)) return { refusal: 'foreign-service-url' };
  return isOfTenant(activity, trust.tenantId) ? { activity } : { refusal: 'foreign-tenant' };
}

function isOfTenant({ conversation, channelData }: TeamsActivity, tenantId: string): boolean {
  const named = [conversation.tenantId, channelData?.tenant?.id];
  if (tenantId === 'any') return new Set(named.filter(Boolean)).size === 1;
  return named.every((it) => it === tenantId);
}

function unverified(token: string): { iss?: string; aud?: string | string[] } | undefined {
  try {
    return decodeJwt(token);
  } catch {
    // jose says why in words for a developer; to us a token that cannot be read is one and the same refusal.
    return undefined;
  }
}
