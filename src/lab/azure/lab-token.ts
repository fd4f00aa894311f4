import type { TokenCredential } from '@azure/core-auth';

/** A credential that Entra ID would not know: its tokens have a token's shape and name their scope as the audience. */
export const labCredential: TokenCredential = {
  async getToken(scopes) {
    const expiresOnTimestamp = Date.now() + 3_600_000;
    return { token: labToken([scopes].flat()[0] ?? '', expiresOnTimestamp), expiresOnTimestamp };
  },
};

/** A token of three parts whose payload has `aud` and `exp`. */
export function labToken(audience: string, expiresOnTimestamp: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [
    part({ alg: 'none', typ: 'JWT' }),
    part({ aud: audience, exp: Math.floor(expiresOnTimestamp / 1_000), appid: 'lab' }),
    'lab',
  ].join('.');
}

/** The audience of a token that came from here; undefined for one of another make, which is taken as it is. */
export function audienceOf(token: string): string | undefined {
  const [, payload, signature] = token.split('.');
  if (signature !== 'lab' || !payload) return undefined;
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  return claims && typeof claims === 'object' && 'aud' in claims ? String(claims.aud) : undefined;
}
