import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { type RegistryRef, registriesOf } from '../../azure/estate.ts';
import { UpstreamError, UserError } from '../../errors.ts';

/** A tag as registries allow it. */
export const imageTag = z.string().regex(/^\w[\w.-]{0,127}$/);

/** Which image a change is for: always by its digest, so that a moved tag leads nowhere else. */
export const imageTarget = {
  /** "contoso.azurecr.io". */
  loginServer: z.string().min(1).max(253),
  repository: z
    .string()
    .max(255)
    .regex(/^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
};

/** The same, read. */
export type ImageTarget = { [Key in keyof typeof imageTarget]: z.infer<(typeof imageTarget)[Key]> };

/** The registry by its login server, among those that the identity can read; throws UserError for any other. */
export async function registryOf(
  azure: Azure,
  { loginServer }: Pick<ImageTarget, 'loginServer'> & Partial<ImageTarget>,
): Promise<RegistryRef> {
  const found = (await registriesOf(azure)).find((it) => it.loginServer.toLowerCase() === loginServer.toLowerCase());
  if (found) return found;
  throw new UserError(`${loginServer} is no registry that the bot can see.`);
}

/** What the registry answers; undefined where it has no such image or tag. */
export async function ifThere<Found>(question: Promise<Found>): Promise<Found | undefined> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === 'not-found') return undefined;
    throw error;
  }
}

/** The digest as people tell it from others. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 19);
}
