import type { z } from 'zod';
import type { Window } from '../model/evidence.ts';
import type { Kql } from './kql.ts';

/** Rows of one query, and the service's own words when they are not all. */
export interface LogsAnswer<Row> {
  rows: Row[];
  partial?: string;
}

/** Log Analytics queries (POST /v1/workspaces/{id}/query), at most five at once for the whole process. */
export interface Logs {
  query<Row>(workspaceCustomerId: string, query: Kql, row: z.ZodType<Row>, window: Window): Promise<LogsAnswer<Row>>;
}
