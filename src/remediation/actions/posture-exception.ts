import { z } from 'zod';
import { clustersOf } from '../../azure/estate.ts';
import { UserError } from '../../errors.ts';
import type { FieldChange } from '../../model/remediation.ts';
import { defineAction } from '../action.ts';
import { placeIn } from '../kubernetes/cluster-by-id.ts';

const day = 86_400_000;
const longestDays = 366;

/** What an accepted risk says: which checks of which resource do not count, for whom and until when. */
export const postureExceptionInput = z.strictObject({
  /** ARM id. */
  resourceId: z
    .string()
    .max(1_000)
    .regex(/^\/subscriptions\/[^/]+(?:\/[^/]+)*$/i),
  /** Codes of checks. */
  covers: z
    .array(z.string().regex(/^[a-z][a-z0-9-]{1,79}$/))
    .min(1)
    .max(50),
  owner: z.string().trim().min(1).max(120),
  /** A moment in ISO form. */
  until: z.iso.datetime(),
  /** It ends an exception instead. */
  ends: z.literal(true).optional(),
});

/**
 * Takes checks of a resource out of the score for a time. The change itself is the exception: it is in force while it has
 * succeeded and was not undone, and nothing else is written anywhere.
 */
export const postureException = defineAction({
  name: 'posture-exception',
  title: 'Accept the risk',
  // What does not count any more is looked at by nobody: never approved by itself.
  risk: 'medium',
  input: postureExceptionInput,
  watch: { forMs: 60_000, everyMs: 1_000 },
  async plan(azure, { resourceId, covers, owner, until, ends }, now) {
    const lasts = Date.parse(until) - now.getTime();
    if (lasts <= 0) throw new UserError(`The exception would be over already (${until.slice(0, 10)}).`);
    if (lasts > longestDays * day) throw new UserError(`A risk may be accepted for ${longestDays} days at most.`);
    const cluster = (await clustersOf(azure)).find(({ id }) => id.toLowerCase() === resourceId.toLowerCase());
    const name = cluster?.name ?? resourceId.split('/').at(-1) ?? resourceId;
    const [before, after] = ['counts', `accepted until ${until.slice(0, 10)} (owner ${owner})`];
    const fields = covers.map(
      (field): FieldChange => (ends ? { field, before: after, after: before } : { field, before, after }),
    );
    const what = covers.length === 1 ? covers[0] : `${covers.length} checks`;
    return {
      sentence: ends
        ? `Let ${what} of ${name} count again.`
        : `Accept that ${what} of ${name} ${covers.length === 1 ? 'fails' : 'fail'}, until ${until.slice(0, 10)}.`,
      // A registry or another resource is in no cluster: its place is everywhere.
      place: cluster ? placeIn(cluster) : {},
      objects: [{ kind: 'posture exception', namespace: '', name: resourceId, fields }],
      reach: ['It is shown as accepted, with its owner, and is out of the score.', 'When it is over it counts again.'],
      before: { exists: ends === true },
    };
  },
  run: async (_, { until, ends }) => ({
    detail: ends ? 'It counts again.' : `The risk is accepted until ${until.slice(0, 10)}.`,
  }),
  verify: async (_, { until, ends }) => ({
    state: 'done',
    sentence: ends ? 'It counts again.' : `The risk is accepted until ${until.slice(0, 10)}.`,
  }),
  undo: ({ ends, ...input }) => ({ action: 'posture-exception', input: ends ? input : { ...input, ends: true } }),
});
