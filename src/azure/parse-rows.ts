import type { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import type { ServiceName } from '../model/origin.ts';

/** Checks what a service sent at the border; a row that does not fit throws UpstreamError 'malformed'. */
export function parseRows<Row>(service: ServiceName, row: z.ZodType<Row>, rows: readonly unknown[]): Row[] {
  return rows.map((it) => {
    const parsed = row.safeParse(it);
    if (parsed.success) return parsed.data;
    // Where and what kind, never the value: it may be a secret.
    const where = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')} (${issue.code})`).join(', ');
    throw new UpstreamError(service, 'malformed', `answered in a form that is not understood: ${where}`);
  });
}
