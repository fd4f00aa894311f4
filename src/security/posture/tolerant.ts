import { z } from 'zod';

/** A row of Resource Graph that was read; without `row`, one of another shape than is known, of which the id is known alone. */
export interface Tolerated<Row> {
  id: string;
  row?: Row;
}

/** Reads what it can of each row, so that one of another shape spoils no other. */
export function tolerant<Row>(row: z.ZodType<Row>): z.ZodType<Tolerated<Row>> {
  return z.looseObject({ id: z.string() }).transform((it): Tolerated<Row> => {
    const parsed = row.safeParse(it);
    return { id: it.id, ...(parsed.success && { row: parsed.data }) };
  });
}
