import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedCluster } from '../arm/fixed-cluster.ts';

const enabled = 'securityProfile.imageCleaner.enabled';
const hours = 'securityProfile.imageCleaner.intervalHours';
/** AKS takes a day to three months; a week is what it takes by itself. */
const weekHours = 168;

/** Lets AKS remove images from nodes that nothing runs. */
export const enableImageCleaner = defineFix(fixedCluster, {
  name: 'enable-image-cleaner',
  title: 'Enable the Image Cleaner',
  risk: 'low',
  input: z.strictObject(fixTarget),
  usual: { [enabled]: false, [hours]: null },
  wanted: () => ({ [enabled]: true, [hours]: weekHours }),
  sentence: (name) => `Enable the Image Cleaner of cluster ${name}, once a week.`,
  reach: ({ name }) => [
    `A pod of the cleaner runs on every node of ${name} once a week, and removes images that nothing runs.`,
    'An image that is wanted again later is pulled again: the first start takes longer.',
  ],
});
