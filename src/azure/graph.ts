import type { z } from 'zod';
import type { Kql } from './kql.ts';

/** Resource Graph queries (POST /providers/Microsoft.ResourceGraph/resources), paged to the end or to the cap. */
export interface Graph {
  /** `truncated` when the row cap was reached. Without subscriptions: every one the identity can read. */
  query<Row>(query: Kql, row: z.ZodType<Row>): Promise<{ rows: Row[]; truncated: boolean }>;
}
