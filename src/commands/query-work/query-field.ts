import { z } from 'zod';
import * as shelf from '../../monitoring/queries/index.ts';
import type { SavedQuery } from '../../monitoring/saved-queries/saved-query.ts';
import { says } from '../language/field.ts';
import { nameText } from '../language/shared-fields.ts';

/** The queries that are always there, by name. */
export const savedQueries: readonly SavedQuery[] = Object.values(shelf).toSorted((a, b) =>
  a.name.localeCompare(b.name),
);

const words = Object.fromEntries(
  savedQueries.map(({ name, ways }) => [name, [...new Set([name, name.replaceAll('-', ' '), ...ways])]]),
);

/** A saved query by its name or another way to say it; one of the settings is said as a name. */
export const queryField = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/)
  .optional()
  .meta(says({ is: 'choice', noun: 'saved query', words }));

/** A workload or a place, which may be left out: a query alone means the place that is known, and nothing at all the list. */
export const placeOrWorkload = nameText.optional().meta(
  says({
    is: 'name',
    noun: 'workload',
    keys: ['for'],
    bare: true,
    path: ['cluster', 'namespace'],
    remembered: 'workload',
  }),
);
