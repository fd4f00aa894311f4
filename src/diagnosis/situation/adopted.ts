import type { V1Deployment, V1Pod } from '@kubernetes/client-node';

/**
 * The Deployment that a pod without an owner belongs to, where a source shows no owners: its name is that of the
 * Deployment with a hash and an end, and its labels, where they are shown, are those that the Deployment selects. In a
 * cluster such a pod would be adopted at once. Undefined for a pod that really stands alone.
 */
export function deploymentFor(pod: V1Pod, deployments: readonly V1Deployment[]): string | undefined {
  const { name = '', namespace, labels, ownerReferences } = pod.metadata ?? {};
  if (ownerReferences?.length) return undefined;
  const fitting = deployments.filter(({ metadata, spec }) => {
    const stem = `${metadata?.name}-`;
    const isNamed = name.startsWith(stem) && ending.test(name.slice(stem.length));
    const wanted = Object.entries(spec?.selector?.matchLabels ?? {});
    const isSelected = !labels || wanted.every(([key, value]) => labels[key] === value);
    return metadata?.namespace === namespace && isNamed && isSelected;
  });
  // "cart-api-7d-x" is of cart-api, though a cart may exist.
  return fitting.map(({ metadata }) => metadata?.name ?? '').sort((a, b) => b.length - a.length)[0];
}

/** "7f9dd8b6c4-x7gr9": a revision, and what makes the pod's name its own. */
const ending = /^[a-z0-9]+(?:-[a-z0-9]+){1,2}$/;
