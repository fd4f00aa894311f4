import type { TokenCredential } from '@azure/core-auth';
import { labIdentity } from './arm-error.ts';
import type { Call } from './call.ts';

/** A credential that Entra ID would not know: its tokens have a token's shape and name their scope as the audience. */
export const labCredential: TokenCredential = {
  async getToken(scopes) {
    const expiresOnTimestamp = Date.now() + 3_600_000;
    return { token: labToken([scopes].flat()[0] ?? '', expiresOnTimestamp), expiresOnTimestamp };
  },
};

/** A token of three parts whose payload has `aud`, `exp` and, as `oid`, whose it is. */
export function labToken(audience: string, expiresOnTimestamp: number, oid = labIdentity): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [
    part({ alg: 'none', typ: 'JWT' }),
    part({ aud: audience, exp: Math.floor(expiresOnTimestamp / 1_000), appid: 'lab', oid }),
    'lab',
  ].join('.');
}

/** The audience of a token that came from here; undefined for one of another make, which is taken as it is. */
export function audienceOf(token: string): string | undefined {
  return claimOf(token, 'aud');
}

/** The object id of whoever asks, by the token of his request; the bot's for a token of another make. */
export function identityOf({ headers }: Pick<Call, 'headers'>): string {
  return claimOf(headers.authorization?.replace(/^Bearer /i, '') ?? '', 'oid') ?? labIdentity;
}

function claimOf(token: string, name: string): string | undefined {
  const [, payload, signature] = token.split('.');
  if (signature !== 'lab' || !payload) return undefined;
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  return claims && typeof claims === 'object' && name in claims
    ? String((claims as Record<string, unknown>)[name])
    : undefined;
}
