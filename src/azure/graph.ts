import { z } from 'zod';
import { type Access, clientOptions, trimmed, type Work } from './access.ts';
import { ask } from './ask.ts';
import type { Kql } from './kql.ts';
import { once } from './once.ts';
import { parseRows } from './parse-rows.ts';

/** Resource Graph queries (POST /providers/Microsoft.ResourceGraph/resources), paged to the end or to the cap. */
export interface Graph {
  /** `truncated` when the row cap was reached. Without subscriptions: every one the identity can read. */
  query<Row>(query: Kql, row: z.ZodType<Row>): Promise<{ rows: Row[]; truncated: boolean }>;
}

const service = 'Resource Graph';
const rowsPerPage = 1_000;
const rowCap = 10_000;

const Page = z.object({
  data: z.array(z.unknown()),
  skipToken: z.string().nullish(),
  resultTruncated: z.string().nullish(),
});

/** Resource Graph by @azure/arm-resourcegraph. */
export function connectGraph(access: Access): (work: Work) => Graph {
  const client = once(async () => {
    const { ResourceGraphClient } = await import('@azure/arm-resourcegraph');
    return trimmed(new ResourceGraphClient(access.credential, clientOptions(access)));
  });
  const { subscriptions, requestTimeoutSeconds } = access.config;
  const target = subscriptions ? `subscriptions ${subscriptions.join(', ')}` : 'the subscriptions';

  return ({ signal, log }) => ({
    async query(query, row) {
      const question = { service, target, signal, timeoutMs: requestTimeoutSeconds * 1000, log } as const;
      const found: unknown[] = [];
      let skipToken: string | undefined;
      do {
        const answer = await ask(question, async (abortSignal) =>
          (await client()).resources(
            {
              query: query.text,
              ...(subscriptions && { subscriptions }),
              options: { resultFormat: 'objectArray', top: rowsPerPage, ...(skipToken && { skipToken }) },
            },
            { abortSignal },
          ),
        );
        const [page] = parseRows(service, Page, [answer]);
        found.push(...(page?.data ?? []));
        skipToken = page?.skipToken ?? undefined;
        // Truncated without a token: the query has no order to page by, and the rest cannot be had.
        if (!skipToken && page?.resultTruncated === 'true') {
          return { rows: parseRows(service, row, found), truncated: true };
        }
      } while (skipToken && found.length < rowCap);
      return { rows: parseRows(service, row, found.slice(0, rowCap)), truncated: skipToken !== undefined };
    },
  });
}
