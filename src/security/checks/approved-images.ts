import { matchesGlob } from '../../model/glob.ts';
import { imageCheck } from '../posture/kubernetes/image-check.ts';
import { definePractice } from '../posture/practice.ts';

/** Only images run that somebody has approved. */
export const approvedImages = definePractice({
  code: 'approved-images',
  title: 'Approved images only',
  also: ['allowed images', 'allow list', 'image allowlist', 'approved image', 'trusted images', 'unapproved images'],
  why: 'What nobody looked at may hold anything.',
  checks: [
    imageCheck({
      code: 'images-approved',
      title: 'Only approved images run',
      severity: 'Medium',
      policyId: 'febd0533-8e55-448f-b837-bd0e06f16469',
      byRegistry: true,
      isGood: ({ registry, repository }, { config: { approvedImages: patterns }, isOwn }) =>
        patterns.length === 0
          ? registry !== undefined && isOwn(registry)
          : patterns.some((pattern) => matchesGlob(pattern, `${registry ?? 'docker.io'}/${repository}`)),
      should: 'is approved',
      does: 'is outside the list of approved images',
      do: 'are outside the list of approved images',
      step: 'Run an approved image in its place, or approve it: `posture.approved_images`. Where that names none, every image of your registries is approved.',
    }),
  ],
});
