import { UpstreamError } from '../../errors.ts';
import type { Evidence } from '../../model/evidence.ts';
import { readGap } from './read-gap.ts';

/**
 * Asks one source after the other until one answers, best source first.
 * When a better source failed, the answer carries that as its gap; when all fail, the first failure is thrown.
 */
export async function firstAnswer<T>(what: string, ways: (() => Promise<Evidence<T>>)[]): Promise<Evidence<T>> {
  let first: UpstreamError | undefined;
  for (const way of ways) {
    try {
      const answer = await way();
      if (!first) return answer;
      const gap = readGap(first, what);
      const instead = `${answer.source.detail} (${answer.source.service})`;
      return { ...answer, gap: { ...gap, why: `${gap.why} Read from ${instead} instead.`, instead } };
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      first ??= error;
    }
  }
  throw first ?? new TypeError('firstAnswer was given no way');
}
