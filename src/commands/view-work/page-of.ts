import { z } from 'zod';
import type { Press } from '../command.ts';

/** So many rows stand on a card, each of which can be pressed. */
export const rowsOnPage = 6;

/** How many rows were on the pages before; of presses alone. */
export const beforeField = z.number().int().min(0).max(100_000).optional();

/** A page of a list. */
export interface Page<Row> {
  rows: readonly Row[];
  before: number;
  /** To the next page, and back to the first one; they turn the card over. */
  turns: Press[];
}

/** The rows from `before` on; from the first one where the list has become shorter. */
export function pageOf<Row>(
  all: readonly Row[],
  before: number | undefined,
  { verb, input }: { verb: string; input: Record<string, unknown> },
): Page<Row> {
  const from = before !== undefined && before < all.length ? before : 0;
  const rows = all.slice(from, from + rowsOnPage);
  const left = all.length - from - rows.length;
  const turn = (title: string, to: number): Press => ({ title, verb, input: { ...input, before: to }, replaces: true });
  return {
    rows,
    before: from,
    turns: [
      ...(left > 0 ? [turn(`Next ${Math.min(left, rowsOnPage)}`, from + rows.length)] : []),
      ...(from > 0 ? [turn('Back to the worst', 0)] : []),
    ],
  };
}
