import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedRegistry } from '../arm/fixed-registry.ts';

/** Lets nobody pull from a registry without signing in. */
export const disableAnonymousPull = defineFix(fixedRegistry, {
  name: 'disable-anonymous-pull',
  title: 'Disable anonymous pulls',
  risk: 'medium',
  input: z.strictObject(fixTarget),
  usual: { anonymousPullEnabled: false },
  wanted: () => ({ anonymousPullEnabled: false }),
  sentence: (name) => `Disable anonymous pulls from registry ${name}.`,
  reach: ({ name }) => [
    `Whoever pulls from ${name} without signing in no longer can: clusters that are not attached to it, people outside.`,
    'What runs already goes on, until a node has to pull it again.',
  ],
});
