/** How a patch is meant: merged by Kubernetes' own rules (lists by key), merged as JSON (lists replaced), or step by step. */
export type PatchType = 'strategic-merge' | 'merge' | 'json';

/** Content types of patches. */
export const patchTypes: Record<PatchType, string> = {
  'strategic-merge': 'application/strategic-merge-patch+json',
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
};

/** The patch with the version of the object that it is for: set, not tested, so that a mismatch is the API server's 409. */
export function patchBody(type: PatchType, patch: object, resourceVersion: string): object {
  if (type === 'json')
    return [{ op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion }, ...(patch as object[])];
  const { metadata, ...rest } = patch as { metadata?: object };
  return { ...rest, metadata: { ...metadata, resourceVersion } };
}
