import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { EntraTrust } from '../../src/incidents/verify/entra-trust.ts';

/** A tenant of Entra that signs tokens with keys of its own and publishes them. */
export interface Tenant {
  trust: EntraTrust;
  /** An Authorization header; `key` names one of those that were made. */
  bearer(claims: Record<string, unknown>, o?: { key?: string; algorithm?: string; expires?: number }): Promise<string>;
  /** Makes a key; `published` false keeps it to itself. */
  makeKey(name: string, o?: { published?: boolean }): Promise<void>;
  /** Publishes a key, or no longer. */
  publish(name: string, yes: boolean): void;
  /** How often the keys were fetched. */
  fetched(): number;
  /** Answers 500 from now on, or no longer. */
  failing(yes: boolean): void;
  close(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1, with a key "k1". */
export async function startTenant(tenantId: string): Promise<Tenant> {
  const keys = new Map<string, { privateKey: CryptoKey; jwk: JWK; published: boolean }>();
  let fetched = 0;
  let broken = false;
  const server = createServer((_, response) => {
    fetched++;
    response.writeHead(broken ? 500 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: [...keys.values()].filter((it) => it.published).map((it) => it.jwk) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const tenant: Tenant = {
    trust: {
      tenantId,
      keysUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
      issuers: [`https://sts.windows.net/${tenantId}/`, `https://login.microsoftonline.com/${tenantId}/v2.0`],
    },
    async bearer(claims, { key = 'k1', algorithm = 'RS256', expires = 3600 } = {}) {
      const seconds = Math.floor(Date.now() / 1000);
      const signed = new SignJWT({ iat: seconds, exp: seconds + expires, ...claims } as JWTPayload);
      const signer = algorithm === 'HS256' ? new TextEncoder().encode('x'.repeat(32)) : keys.get(key)?.privateKey;
      if (!signer) throw new Error(`There is no key "${key}".`);
      return `Bearer ${await signed.setProtectedHeader({ alg: algorithm, kid: key }).sign(signer)}`;
    },
    async makeKey(name, { published = true } = {}) {
      const { privateKey, publicKey } = await generateKeyPair('RS256');
      keys.set(name, { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: name, use: 'sig' }, published });
    },
    publish(name, yes) {
      const key = keys.get(name);
      if (key) key.published = yes;
    },
    fetched: () => fetched,
    failing(yes) {
      broken = yes;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await tenant.makeKey('k1');
  return tenant;
}
