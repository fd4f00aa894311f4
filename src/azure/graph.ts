import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import { type Access, clientOptions, trimmed, type Work } from './access.ts';
import { ask } from './ask.ts';
import type { Kql } from './kql.ts';
import { once } from './once.ts';
import { parseRows } from './parse-rows.ts';

/** Resource Graph queries (POST /providers/Microsoft.ResourceGraph/resources), paged to the end or to the cap. */
export interface Graph {
  /** `truncated` when the row cap was reached. Without subscriptions: every one the identity can read. */
  query<Row>(query: Kql, row: z.ZodType<Row>): Promise<{ rows: Row[]; truncated: boolean }>;
  /**
   * The same a page at a time, to the end, for work in the background on more rows than fit into memory: it waits for
   * the quota before it is used up, so that people's questions find some of it left. `top`: rows a page, 1,000 at most.
   */
  pages<Row>(query: Kql, row: z.ZodType<Row>, o?: { top?: number }): AsyncIterable<Row[]>;
}

const service = 'Resource Graph';
const rowsPerPage = 1_000;
const rowCap = 10_000;
/** So many of the 15 requests in 5 s are left to others. */
const leftToOthers = 4;
/** What a page waits for its turn, beyond what a question waits for: nobody sits before it. */
const mostTries = 6;
const usualPauseMs = 5_000;

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

  return ({ signal, log }) => {
    const question = { service, target, signal, timeoutMs: requestTimeoutSeconds * 1000, log } as const;

    async function page(query: Kql, top: number, skipToken: string | undefined) {
      let quota: Quota | undefined;
      const onResponse = ({ headers }: { headers: { get(name: string): string | undefined } }) => {
        quota = quotaIn(headers);
      };
      const answer = await ask(question, async (abortSignal) =>
        (await client()).resources(
          {
            query: query.text,
            ...(subscriptions && { subscriptions }),
            options: { resultFormat: 'objectArray', top, ...(skipToken && { skipToken }) },
          },
          { abortSignal, onResponse },
        ),
      );
      const [read] = parseRows(service, Page, [answer]);
      return {
        data: read?.data ?? [],
        next: read?.skipToken ?? undefined,
        cut: read?.resultTruncated === 'true',
        quota,
      };
    }

    async function patientPage(query: Kql, top: number, skipToken: string | undefined) {
      for (let tries = 1; ; tries++) {
        try {
          return await page(query, top, skipToken);
        } catch (error) {
          const waits = error instanceof UpstreamError && error.reason === 'throttled' && tries < mostTries;
          if (!waits) throw error;
          await pause(error.retryAfterMs ?? usualPauseMs, undefined, { signal }).catch(() => {
            throw error;
          });
        }
      }
    }

    return {
      async query(query, row) {
        const found: unknown[] = [];
        let skipToken: string | undefined;
        do {
          const { data, next, cut } = await page(query, rowsPerPage, skipToken);
          found.push(...data);
          skipToken = next;
          // Truncated without a token: the query has no order to page by, and the rest cannot be had.
          if (!skipToken && cut) return { rows: parseRows(service, row, found), truncated: true };
        } while (skipToken && found.length < rowCap);
        return { rows: parseRows(service, row, found.slice(0, rowCap)), truncated: skipToken !== undefined };
      },
      async *pages(query, row, { top = rowsPerPage } = {}) {
        let skipToken: string | undefined;
        do {
          const { data, next, cut, quota } = await patientPage(query, top, skipToken);
          if (!next && cut)
            throw new UpstreamError(service, 'malformed', 'cut off its answer without telling how to go on');
          yield parseRows(service, row, data);
          skipToken = next;
          if (skipToken && quota && quota.remaining <= leftToOthers) {
            await pause(quota.resetsAfterMs, undefined, { signal }).catch(() => signal.throwIfAborted());
          }
        } while (skipToken);
      },
    };
  };
}

interface Quota {
  remaining: number;
  resetsAfterMs: number;
}

/** What is left of the identity's requests, where the answer tells. */
function quotaIn(headers: { get(name: string): string | undefined }): Quota | undefined {
  const remaining = Number(headers.get('x-ms-user-quota-remaining') ?? Number.NaN);
  const after = /^(\d+):(\d{2}):(\d{2})/.exec(headers.get('x-ms-user-quota-resets-after') ?? '');
  if (Number.isNaN(remaining) || !after) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = after.slice(1).map(Number);
  return { remaining, resetsAfterMs: Math.min(60, hours * 3_600 + minutes * 60 + seconds) * 1_000 };
}
