import { z } from 'zod';

/** A row of the inventory's queries, whatever its platform. */
export const Row = z.object({
  ...{ id: z.string(), name: z.string(), subscriptionId: z.string(), platform: z.string() },
  ...{ type: z.string().nullish(), location: z.string().nullish(), resourceGroup: z.string().nullish() },
  ...{ tags: z.unknown().optional(), read: z.unknown().optional() },
});

/** The same, read. */
export type Row = z.infer<typeof Row>;

/** Tags with their names in small letters; what is no text is left out. */
export function lowerTags(tags: unknown): Record<string, string> {
  if (typeof tags !== 'object' || tags === null) return {};
  return Object.fromEntries(
    Object.entries(tags).flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name.toLowerCase(), value.trim()] as const] : [],
    ),
  );
}
