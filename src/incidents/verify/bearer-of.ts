import type { Proof } from './verifier.ts';

/** The token of an Authorization header; undefined when there is none. */
export function bearerOf({ headers }: Proof): string | undefined {
  const { authorization } = headers;
  return typeof authorization === 'string' ? /^bearer +(\S+)$/i.exec(authorization)?.[1] : undefined;
}
