import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { FieldChange } from '../../model/remediation.ts';
import { defineAction } from '../action.ts';

const day = 86_400_000;
const longestDays = 366;

/** What an exception says: which image, under which policy, what may pass, for whom and until when. */
export const gateExceptionInput = z.strictObject({
  policy: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  // Names, no patterns: a star would excuse every image, and a bracket break the matching of all.
  registry: z
    .string()
    .max(253)
    .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i),
  repository: z
    .string()
    .max(255)
    .regex(/^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/i),
  /** Ids of vulnerabilities, or codes of the gate's reasons. */
  covers: z
    .array(z.string().regex(/^[A-Za-z][\w.:-]{1,59}$/))
    .min(1)
    .max(50),
  owner: z.string().trim().min(1).max(120),
  /** A moment in ISO form. */
  until: z.iso.datetime(),
  /** It ends an exception instead. */
  ends: z.literal(true).optional(),
});

/**
 * Lets an image pass the gate for a time although something counts against it. The change itself is the exception: it is
 * in force while it has succeeded and was not undone, and nothing else is written anywhere.
 */
export const gateException = defineAction({
  name: 'gate-exception',
  title: 'Grant the exception',
  // What passes by it may be attacked: never approved by itself.
  risk: 'medium',
  input: gateExceptionInput,
  watch: { forMs: 60_000, everyMs: 1_000 },
  async plan(_, { policy, registry, repository, covers, owner, until, ends }, now) {
    const lasts = Date.parse(until) - now.getTime();
    if (lasts <= 0) throw new UserError(`The exception would be over already (${until.slice(0, 10)}).`);
    if (lasts > longestDays * day) throw new UserError(`An exception may last ${longestDays} days at most.`);
    const image = `${registry}/${repository}`;
    const [before, after] = ['counts', `excepted until ${until.slice(0, 10)} (owner ${owner})`];
    const fields = covers.map(
      (field): FieldChange => (ends ? { field, before: after, after: before } : { field, before, after }),
    );
    return {
      sentence: ends
        ? `End the gate's exception for ${image}.`
        : `Let ${image} pass the gate although ${covers.length === 1 ? covers[0] : `${covers.length} findings`} ${covers.length === 1 ? 'counts' : 'count'}, until ${until.slice(0, 10)}.`,
      place: {},
      objects: [{ kind: 'gate exception', namespace: '', name: `${image} (policy ${policy})`, fields }],
      reach: [
        'It holds for every version of the image, in chat, on the command line and for pipelines.',
        'It never covers a vulnerability that is known to be exploited.',
      ],
      before: { exists: ends === true },
    };
  },
  run: async (_, { until, ends }) => ({
    detail: ends ? 'The exception is over.' : `The exception is in force until ${until.slice(0, 10)}.`,
  }),
  verify: async (_, { until, ends }) => ({
    state: 'done',
    sentence: ends ? 'The exception is over.' : `The exception is in force until ${until.slice(0, 10)}.`,
  }),
  undo: ({ ends, ...input }) => ({ action: 'gate-exception', input: ends ? input : { ...input, ends: true } }),
});
