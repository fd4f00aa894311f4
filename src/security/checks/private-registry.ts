import { imageCheck } from '../posture/kubernetes/image-check.ts';
import { definePractice } from '../posture/practice.ts';

/** What runs was pulled from a registry of ours, where it is scanned and cannot vanish. */
export const privateRegistry = definePractice({
  code: 'private-registry',
  title: 'Private registry',
  also: ['public registry', 'public images', 'docker hub', 'own registry', 'image source', 'registries in use'],
  why: 'An image of a public registry can change or vanish overnight, and nobody scans it for you.',
  checks: [
    imageCheck({
      code: 'images-from-own-registries',
      title: 'Images come from our registries',
      severity: 'Medium',
      policyId: 'febd0533-8e55-448f-b837-bd0e06f16469',
      byRegistry: true,
      isGood: ({ registry }, { isOwn }) => registry !== undefined && isOwn(registry),
      should: 'comes from a registry of ours',
      does: 'comes from a registry that is not ours',
      do: 'come from registries that are not ours',
      step: 'Import the image into a registry of yours (az acr import) and name it there; or name the registry under `posture.own_registries`.',
    }),
  ],
});
