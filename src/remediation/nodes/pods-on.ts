import type { V1Pod } from '@kubernetes/client-node';
import { controllerOf } from '../pods/controller-of.ts';
import { hasEnded, isMirror } from '../pods/pod-target.ts';
import { localVolumes } from '../pods/what-replaces.ts';

/** The pods of a node, by what a drain does with them. A pod is in one list alone, but for the last two, which are of `going`. */
export interface PodsOnNode {
  /** Those that a drain asks to go. */
  going: V1Pod[];
  /** Of DaemonSets, which run on a closed node too, and static pods, which the API cannot end. */
  staying: V1Pod[];
  /** Those of `going` that nothing would make again. */
  alone: V1Pod[];
  /** Those of `going` that keep data on the node. */
  withData: V1Pod[];
}

/** Sorts the pods of a cluster that run on a node; what has ended takes no room and is left out. */
export function podsOn(node: string, all: readonly V1Pod[]): PodsOnNode {
  const here = all.filter((it) => it.spec?.nodeName === node && !hasEnded(it));
  const stays = (it: V1Pod) => isMirror(it) || controllerOf(it)?.kind === 'DaemonSet';
  const going = here.filter((it) => !stays(it));
  return {
    going,
    staying: here.filter(stays),
    alone: going.filter((it) => !controllerOf(it)),
    withData: going.filter((it) => localVolumes(it).length > 0),
  };
}

/** "shop/cart-5f7b9": untrusted. */
export function pathOf({ metadata }: V1Pod): string {
  return `${metadata?.namespace}/${metadata?.name}`;
}

/** Names in a row, so many at most: "a, b, c and 4 more". */
export function some(names: readonly string[], most = 5): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ');
}
