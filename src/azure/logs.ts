import type { Pipeline } from '@azure/core-rest-pipeline';
import type { z } from 'zod';
import type { Window } from '../model/evidence.ts';
import { type Access, clientOptions, trimmed, type Work } from './access.ts';
import { ask } from './ask.ts';
import type { Kql } from './kql.ts';
import { once } from './once.ts';
import { parseRows } from './parse-rows.ts';
import { partialReason } from './partial-reason.ts';
import { createQueryLimit } from './query-limit.ts';
import { upstreamFailure } from './upstream-failure.ts';

/** Rows of one query, and the service's own words when they are not all. */
export interface LogsAnswer<Row> {
  rows: Row[];
  partial?: string;
}

/** Log Analytics queries (POST /v1/workspaces/{id}/query), at most five at once for the whole process. */
export interface Logs {
  /** `workspaces`: customer ids; of several, the rows of all in one answer, {@link mostWorkspaces} at most. One that refuses refuses all. */
  query<Row>(
    workspaces: string | readonly string[],
    query: Kql,
    row: z.ZodType<Row>,
    window: Window,
  ): Promise<LogsAnswer<Row>>;
}

/** So many workspaces one query may be about. */
export const mostWorkspaces = 100;

const service = 'Log Analytics';
/** What the service lets one identity run at once; more would wait there, unseen, and end in a 429. */
const mostAtOnce = 5;
/** The answer's way back: so much longer do we wait than the server may work. */
const marginMs = 2_000;

/** Log Analytics by @azure/monitor-query. */
export function connectLogs(access: Access): (work: Work) => Logs {
  const limit = createQueryLimit(mostAtOnce);
  const client = once(async () => {
    const { LogsQueryClient } = await import('@azure/monitor-query');
    const made = new LogsQueryClient(access.credential, clientOptions(access));
    // The client that sends is inside, and private; should it be elsewhere one day, its steps are merely not left out.
    const { _logAnalytics: inner } = made as unknown as { _logAnalytics?: { pipeline: Pipeline } };
    if (inner) {
      trimmed(inner);
      // The SDK reads the tables from the body itself, so its generated reader is not needed, which takes ten times as long.
      inner.pipeline.removePolicy({ name: 'deserializationPolicy' });
    }
    return made;
  });
  const { queryTimeoutSeconds } = access.config;

  return ({ signal, log }) => ({
    async query(workspaces, query, row, window) {
      const [workspace = '', ...others] = [workspaces].flat();
      const target = others.length === 0 ? `workspace ${workspace}` : `${others.length + 1} workspaces`;
      const question = {
        service,
        target,
        signal,
        timeoutMs: queryTimeoutSeconds * 1000 + marginMs,
        log,
      } as const;
      const run = () =>
        ask(question, async (abortSignal) => {
          let partial: string | undefined;
          const result = await (await client()).queryWorkspace(
            workspace,
            query.text,
            { startTime: window.from, endTime: window.to },
            {
              abortSignal,
              ...(others.length > 0 && { additionalWorkspaces: others }),
              serverTimeoutInSeconds: queryTimeoutSeconds,
              // The SDK reads the tables from the body itself: its generated reader would take ten times as long.
              requestOptions: { shouldDeserialize: false },
              onResponse: ({ status, bodyAsText }) => {
                if (status === 200) partial = partialReason(bodyAsText);
              },
            },
          );
          const [table] = 'partialTables' in result ? result.partialTables : result.tables;
          return { table, partial };
        });
      const { table, partial } = await limit.run(signal, run).catch((error: unknown) => {
        // What is not from `run` is the signal's reason, fired while waiting in line.
        throw upstreamFailure(service, target, error);
      });
      const rows = parseRows(service, row, table ? objectsOf(table) : []);
      return partial === undefined ? { rows } : { rows, partial };
    },
  });
}

function objectsOf(table: { columnDescriptors: { name?: string | undefined }[]; rows: unknown[][] }): unknown[] {
  const names = table.columnDescriptors.map(({ name }) => name ?? '');
  return table.rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index]])));
}
