import type { V1Node, V1Pod } from '@kubernetes/client-node';
import type { Block } from './constraint.ts';
import { meetsNodeSelector } from './label-match.ts';
import type { Stock } from './stock.ts';

/** Nodes that the pod's bound volumes cannot follow to; prepared once a pod. */
export function volumeBlocks(pod: V1Pod, { claims, volumes }: Stock): (node: V1Node) => Block[] {
  const bound = (pod.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) => {
    const claim = claims.get(`${pod.metadata?.namespace}/${persistentVolumeClaim?.claimName}`);
    const volume = volumes.get(claim?.spec?.volumeName ?? '');
    const required = volume?.spec?.nodeAffinity?.required;
    return required ? [{ name: volume?.metadata?.name ?? '', required }] : [];
  });
  return (node) => {
    const out = bound.find(({ required }) => !meetsNodeSelector(node, required));
    return out ? [{ constraint: 'volume-zone', detail: `cannot reach volume ${out.name}` }] : [];
  };
}
