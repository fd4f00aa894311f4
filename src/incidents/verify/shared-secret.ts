import { createHash, timingSafeEqual } from 'node:crypto';
import { bearerOf } from './bearer-of.ts';
import type { Proof, Verify } from './verifier.ts';

/**
 * Believes who knows the secret: as a bearer token, in the header x-watchkeeper-token, or as ?token= for senders that
 * can do nothing else. Compared in constant time.
 */
export function sharedSecret(secret: string): Verify {
  const wanted = digest(secret);
  return (proof) => {
    const offered = offeredBy(proof);
    if (offered === undefined) return 'no-token';
    return timingSafeEqual(digest(offered), wanted) ? undefined : 'wrong-token';
  };
}

function offeredBy(proof: Proof): string | undefined {
  const header = proof.headers['x-watchkeeper-token'];
  const offered = bearerOf(proof) ?? (typeof header === 'string' ? header : undefined);
  if (offered !== undefined) return offered;
  return proof.query === '' ? undefined : (new URLSearchParams(proof.query).get('token') ?? undefined);
}

/** Of one length, whatever was offered: the time that a comparison takes tells nothing. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
