import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Clock } from '../../model/clock.ts';
import { bearerOf } from './bearer-of.ts';
import type { EntraTrust } from './entra-trust.ts';
import type { Disbelief, Verify } from './verifier.ts';

/** Who may call: which application, in which role, with a token made for whom. */
export interface EntraCaller {
  audiences: readonly string[];
  /** Application ids. */
  callers: readonly string[];
  role: string;
}

/** Clocks may differ by so much. */
const toleranceSeconds = 60;

/**
 * The keys of a tenant, kept for half a day. An unknown key makes them be fetched again, so that a rotation passes
 * unnoticed; not more often than `atMostEvery` milliseconds, whoever makes up keys.
 */
export function entraKeys({ keysUrl }: EntraTrust, atMostEvery = 1_000): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(keysUrl), {
    timeoutDuration: 5_000,
    cooldownDuration: atMostEvery,
    cacheMaxAge: 12 * 60 * 60 * 1000,
  });
}

/** Believes an application of the tenant that holds the role: issuer, signature, time, tenant, audience, caller and role are all checked. */
export function entra(trust: EntraTrust, keys: JWTVerifyGetKey, wanted: EntraCaller, clock: Clock): Verify {
  const callers = new Set(wanted.callers.map((it) => it.toLowerCase()));
  return async (proof) => {
    const token = bearerOf(proof);
    if (token === undefined) return 'no-token';
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        issuer: [...trust.issuers],
        audience: [...wanted.audiences],
        clockTolerance: toleranceSeconds,
        currentDate: clock.now(),
        requiredClaims: ['exp'],
      });
      return disbelief(payload, trust, callers, wanted.role);
    } catch (error) {
      return named(error);
    }
  };
}

function disbelief(
  claims: JWTPayload,
  { tenantId }: EntraTrust,
  callers: ReadonlySet<string>,
  role: string,
): Disbelief | undefined {
  if (typeof claims.tid !== 'string' || claims.tid.toLowerCase() !== tenantId.toLowerCase()) return 'foreign-tenant';
  // The second version of tokens says azp, the first appid.
  const caller = claims.azp ?? claims.appid;
  if (typeof caller !== 'string' || !callers.has(caller.toLowerCase())) return 'foreign-caller';
  return Array.isArray(claims.roles) && claims.roles.includes(role) ? undefined : 'no-role';
}

function named(error: unknown): Disbelief {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'foreign-audience';
    if (error.claim === 'iss') return 'foreign-tenant';
    return 'wrong-token';
  }
  const ofToken =
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys;
  return ofToken ? 'wrong-token' : 'keys-unreachable';
}
