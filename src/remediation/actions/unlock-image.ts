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

/** Lets an image, and its tag, be deleted and pushed over again. */
export const unlockImage = defineAction<'unlock-image', LockInput, ImageLocks>({
  name: 'unlock-image',
  title: 'Unlock the image',
  risk: 'medium',
  input: lockInput,
  watch: { forMs: 2 * 60_000, everyMs: 5_000 },
  plan: (azure, input, now) =>
    planLocks(azure, input, {
      open: true,
      sentence: `Unlock ${nameOf(input)}: it can be deleted, and its tag be pushed over.`,
      reach: [
        'Retention and clean-up tasks of the registry may delete it, and whoever may push may push over its tag.',
      ],
      now,
    }),
  run: (azure, input) => runLocks(azure, input, wantedLocks(input, true)),
  verify: (azure, input) => verifyLocks(azure, input, wantedLocks(input, true)),
  undo: (input, { before }) => ({ action: 'lock-image', input: { ...input, back: before } }),
});

const nameOf = ({ loginServer, repository, tag, digest }: LockInput) =>
  `${loginServer}/${repository}${tag === undefined ? `@${digest.slice(0, 19)}` : `:${tag}`}`;
