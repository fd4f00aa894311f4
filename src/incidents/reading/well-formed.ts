import type { z } from 'zod';
import { MalformedBody } from '../malformed-body.ts';

/** The value as its schema reads it; throws MalformedBody naming the first field that is wrong, never its content. */
export function wellFormed<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String).join('.').slice(0, 100);
  throw new MalformedBody(`${what}${path ? `, ${path}` : ''}: ${issue?.message ?? 'is not as it should be'}`);
}
