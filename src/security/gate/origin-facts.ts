import type { Azure } from '../../azure/azure.ts';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { ImageRef } from '../../model/image.ts';
import type { GateFacts, Known } from './gate-facts.ts';
import type { GatePolicy } from './gate-policy.ts';

/** What is known of an image's origin. */
export interface OriginFacts {
  facts: Pick<GateFacts, 'base' | 'signature'>;
  gaps: Gap[];
}

/** Reads what an image is built on and who signed it from its registry, as far as the policy asks. */
export async function originFacts(
  azure: Azure,
  { registry, repository, tag, digest }: ImageRef,
  policy: Pick<GatePolicy, 'baseImages' | 'signature'>,
  known: { base?: string | undefined } = {},
): Promise<OriginFacts> {
  const gaps: Gap[] = [];
  const read = async <T>(what: string, ask: (registry: string, digest: string) => Promise<Known<T>>) => {
    if (registry === undefined || digest === undefined)
      return { unknown: 'Only an image in a registry of Azure can be looked at, by its digest.' };
    try {
      return await ask(registry, digest);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const gap = gapOf(error, what);
      gaps.push(gap);
      return { unknown: gap.why };
    }
  };
  const baseOf = async (): Promise<Known<string>> =>
    known.base !== undefined
      ? { value: known.base }
      : read('its base image', async (server, its) => {
          const name = await azure.registry.origin(server, repository).baseImage(its);
          return name === undefined
            ? { unknown: 'It has no annotation or label org.opencontainers.image.base.name.' }
            : { value: name };
        });
  const signatureOf = (): Promise<Known<{ notation: number; contentTrust: boolean }>> =>
    read('its signatures', async (server, its) => {
      const origin = azure.registry.origin(server, repository);
      const notation = await origin.signatures(its);
      // Only to say that it does not count.
      const contentTrust = notation === 0 && tag !== undefined && (await origin.isContentTrusted(tag));
      return { value: { notation, contentTrust } };
    });
  const [base, signature] = await Promise.all([
    policy.baseImages ? baseOf() : undefined,
    policy.signature === 'required' ? signatureOf() : undefined,
  ]);
  return { facts: { ...(base && { base }), ...(signature && { signature }) }, gaps };
}
