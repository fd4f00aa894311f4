import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import type { SecureScore } from '../../model/defender-view.ts';

const Row = z
  .object({
    subscriptionId: z.string(),
    properties: z.object({
      score: z.object({ max: z.number(), current: z.number() }),
      weight: z.number().nullish(),
    }),
  })
  .transform(
    ({ subscriptionId, properties: { score, weight } }): SecureScore => ({
      ...{ subscriptionId, current: score.current, max: score.max, weight: weight ?? 0 },
    }),
  )
  .or(z.unknown().transform(() => undefined));

const query = graphKql`securityresources
| where type =~ 'microsoft.security/securescores' and name =~ 'ascScore'
| project id, subscriptionId, properties
| order by id asc`;

/** Defender's own secure score of each subscription; `unread` are rows of a form that is not known. */
export async function readSecureScores(azure: Azure): Promise<{ scores: SecureScore[]; unread: number }> {
  const { rows } = await azure.graph.query(query, Row);
  const scores = rows.filter((it) => it !== undefined);
  return { scores, unread: rows.length - scores.length };
}

/** One score of all, by the weights that Defender gives the subscriptions; undefined where it has none. */
export function joinedScore(scores: readonly SecureScore[]): { percent: number; subscriptions: number } | undefined {
  const counting = scores.filter(({ max }) => max > 0);
  if (counting.length === 0) return undefined;
  const isWeighed = counting.some(({ weight }) => weight > 0);
  const sums = counting.reduce(
    ({ part, all }, { current, max, weight }) => {
      const share = isWeighed ? weight : 1;
      return { part: part + (current / max) * share, all: all + share };
    },
    { part: 0, all: 0 },
  );
  return { percent: Math.round((sums.part / sums.all) * 1_000) / 10, subscriptions: counting.length };
}
