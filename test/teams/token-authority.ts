import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** Signs tokens as the channel does, with a key of the test's own. */
export interface TokenAuthority {
  /** For `Trust.openIdMetadataUrl`. */
  openIdMetadataUrl: string;
  /** What managed identities ask for their tokens, as App Service offers it. */
  identityEndpoint: string;
  /** An Authorization header with these claims. */
  bearer(claims: JWTPayload, more?: { expires?: string; forged?: boolean }): Promise<string>;
  close(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1. */
export async function startTokenAuthority(): Promise<TokenAuthority> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const other = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid: 'test-key', use: 'sig', endorsements: ['msteams'] };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    response.writeHead(200, { 'content-type': 'application/json' });
    if (path.startsWith('/identity')) {
      const expires = Math.floor(Date.now() / 1000) + 3600;
      response.end(JSON.stringify({ access_token: 'token-of-the-bot', expires_on: expires, token_type: 'Bearer' }));
    } else if (path === '/keys') response.end(JSON.stringify({ keys: [key] }));
    else response.end(JSON.stringify({ issuer: 'https://api.botframework.com', jwks_uri: `${url()}/keys` }));
  });
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    openIdMetadataUrl: `${url()}/openid`,
    identityEndpoint: `${url()}/identity`,
    async bearer(claims, { expires = '1h', forged = false } = {}) {
      const token = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'test-key' }).setIssuedAt();
      return `Bearer ${await token.setExpirationTime(expires).sign(forged ? other.privateKey : privateKey)}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
