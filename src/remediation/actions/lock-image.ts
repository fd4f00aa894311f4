import { defineAction } from '../action.ts';
import {
  type ImageLocks,
  type LockInput,
  lockInput,
  planLocks,
  runLocks,
  verifyLocks,
  wantedLocks,
} from '../registry/image-locks.ts';

/** Keeps an image, and its tag, from being deleted and from being pushed over. */
export const lockImage = defineAction<'lock-image', LockInput, ImageLocks>({
  name: 'lock-image',
  title: 'Lock the image',
  risk: 'low',
  input: lockInput,
  watch: { forMs: 2 * 60_000, everyMs: 5_000 },
  plan: (azure, input, now) =>
    planLocks(azure, input, {
      open: false,
      sentence: `Lock ${nameOf(input)}: it can be pulled, and neither deleted nor pushed over.`,
      reach: [
        'Retention and clean-up tasks of the registry pass it by, and keep it for ever.',
        ...(input.tag === undefined ? [] : [`A pipeline that pushes to the tag ${input.tag} fails.`]),
      ],
      now,
    }),
  run: (azure, input) => runLocks(azure, input, wantedLocks(input, false)),
  verify: (azure, input) => verifyLocks(azure, input, wantedLocks(input, false)),
  undo: (input, { before }) => ({ action: 'unlock-image', input: { ...input, back: before } }),
});

const nameOf = ({ loginServer, repository, tag, digest }: LockInput) =>
  `${loginServer}/${repository}${tag === undefined ? `@${digest.slice(0, 19)}` : `:${tag}`}`;
