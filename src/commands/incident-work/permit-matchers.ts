import type { Matcher } from '../../incidents/matcher.ts';
import type { Context } from '../command.ts';
import type { Grant } from '../people/grants.ts';
import { Refused } from '../people/refused.ts';
import type { Where } from '../people/scope.ts';
import { permitPlace } from './place-of-incident.ts';
import { placeOfMatchers } from './place-of-matchers.ts';

/** Throws Refused when matchers reach beyond what the person may silence; it says which matchers would narrow them. */
export async function permitMatchers(
  matchers: readonly Matcher[],
  context: Pick<Context, 'permit' | 'azure'>,
): Promise<void> {
  const where = placeOfMatchers(matchers);
  try {
    await permitPlace(where, context);
  } catch (error) {
    const refusal = error instanceof Refused ? error.refusal : undefined;
    if (refusal?.reason !== 'outside-scope') throw error;
    const missing = missingFrom(where, refusal.held);
    if (missing.length === 0) throw error;
    const next = `Narrow the matchers to a place of your scope: add ${missing.join(' and ')}, with "=" and its whole name.`;
    throw new Refused({ ...refusal, next });
  }
}

function missingFrom({ cluster, namespace }: Where, held: readonly Grant[]): string[] {
  const limits = (of: 'clusters' | 'namespaces' | 'environments') =>
    held.some(({ scope }) => scope?.[of] !== undefined);
  return [
    ...(cluster === undefined && (limits('clusters') || limits('environments')) ? ['cluster="..."'] : []),
    ...(namespace === undefined && limits('namespaces') ? ['namespace="..."'] : []),
  ];
}
