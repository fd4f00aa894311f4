import type { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import type { Kql } from '../../azure/kql.ts';
import { mostWorkspaces } from '../../azure/logs.ts';
import { UpstreamError } from '../../errors.ts';
import type { Window } from '../../model/evidence.ts';

/** The rows of all workspaces that could be read, why each of the others could not, and in whose words an answer is not whole. */
export interface AcrossWorkspaces<Row> {
  rows: Row[];
  /** By customer id. */
  failures: Map<string, UpstreamError>;
  partial: string[];
}

/** A query is refused as a whole for one workspace that refuses: so many more are spent on finding which. */
const mostSplits = 40;
/** What another set of workspaces may not meet; a slow or overloaded service would only be asked more. */
const splitOn = new Set<UpstreamError['reason']>(['forbidden', 'not-found', 'refused']);

/** Asks many workspaces with one query for each hundred, more only where one of them refuses. Throws what is no UpstreamError. */
export async function acrossWorkspaces<Row>(
  azure: Azure,
  customerIds: readonly string[],
  question: { query: Kql; row: z.ZodType<Row>; window: Window },
): Promise<AcrossWorkspaces<Row>> {
  const all = [...new Set(customerIds)];
  const answer: AcrossWorkspaces<Row> = { rows: [], failures: new Map(), partial: [] };
  const left = { splits: mostSplits };
  const pages = Array.from({ length: Math.ceil(all.length / mostWorkspaces) }, (_, n) =>
    all.slice(n * mostWorkspaces, (n + 1) * mostWorkspaces),
  );
  await Promise.all(pages.map((page) => askPage(page, { azure, question, answer, left })));
  return answer;
}

interface Asking<Row> {
  azure: Azure;
  question: { query: Kql; row: z.ZodType<Row>; window: Window };
  answer: AcrossWorkspaces<Row>;
  left: { splits: number };
}

async function askPage<Row>(page: readonly string[], asking: Asking<Row>): Promise<void> {
  const { azure, question, answer, left } = asking;
  try {
    const { rows, partial } = await azure.logs.query(page, question.query, question.row, question.window);
    for (const row of rows) answer.rows.push(row);
    if (partial !== undefined) answer.partial.push(partial);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (page.length > 1 && splitOn.has(error.reason) && left.splits >= 2) {
      left.splits -= 2;
      const half = Math.ceil(page.length / 2);
      await Promise.all([page.slice(0, half), page.slice(half)].map((part) => askPage(part, asking)));
      return;
    }
    for (const customerId of page) answer.failures.set(customerId, error);
  }
}
