import { z } from 'zod';
import type { Who } from './policy.ts';

const guid = (of: string) =>
  z.guid(`is not an Entra object id of ${of} (a GUID such as 6f1c2a0e-...)`).transform((id) => id.toLowerCase());

/** People by Entra object id (of a person: alone or as `id`; of a group as `group`), one at least. */
export const whoConfig = z
  .array(
    z.preprocess(
      (entry) => (typeof entry === 'string' ? { id: entry } : entry),
      z
        .strictObject({ id: guid('a person').optional(), group: guid('a group').optional() })
        .transform(({ id, group }, context): Who => {
          if (id !== undefined && group === undefined) return { id };
          if (group !== undefined && id === undefined) return { group };
          context.addIssue({ code: 'custom', message: 'names either a person (id) or a group' });
          return z.NEVER;
        }),
    ),
  )
  .min(1, 'names nobody; leave it out for whoever has the role');
