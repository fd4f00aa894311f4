import { imageCheck } from '../posture/kubernetes/image-check.ts';
import { definePractice } from '../posture/practice.ts';

/** What runs tomorrow is what ran today. */
export const pinnedImages = definePractice({
  code: 'pinned-images',
  title: 'No latest',
  also: ['latest', 'latest tag', 'no latest', 'unpinned images', 'image tags', 'floating tags', 'untagged images'],
  why: 'Nobody knows which version runs, the next pull may bring another, and there is nothing to roll back to.',
  checks: [
    imageCheck({
      code: 'images-pinned',
      title: 'Images name a version',
      severity: 'Medium',
      policyId: '021f8078-41a0-40e6-81b6-c6597da9f3ee',
      byRegistry: false,
      isGood: ({ tag, digest }) => digest !== undefined || (tag !== undefined && tag.toLowerCase() !== 'latest'),
      should: 'names a version',
      does: 'names no version, or the latest',
      do: 'name no version, or the latest',
      step: 'Name the version that runs now by its tag, or by its digest.',
    }),
  ],
});
