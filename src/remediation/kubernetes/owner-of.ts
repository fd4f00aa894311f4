import type { V1ObjectMeta } from '@kubernetes/client-node';

/** What keeps an object by itself, as its controller: "Prometheus main"; undefined where nothing does. */
export function ownerOf({ metadata }: { metadata?: V1ObjectMeta }): string | undefined {
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller);
  return owner && `${owner.kind} ${owner.name}`;
}
