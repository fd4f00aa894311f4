import type { V1Pod } from '@kubernetes/client-node';
import { isSystemNamespace } from '../../../model/system-namespace.ts';
import type { KnownVariables } from './plain-secrets-in.ts';
import { offencesOf, type PodOffence } from './pod-offences.ts';
import { workloadOf } from './workload-of.ts';

/** Properties of a workload are kept by name up to so many letters, one at least; the rest are counted. */
const mostLetters = 150;
/** So many workloads are kept by name for each image. */
const mostRunners = 20;
/** So many offenders of a kind are kept: pods that belong to nothing may be thousands. */
export const mostOffenders = 2_000;

/** A workload that offends, by the pod of it that offends most. */
export interface Offender {
  namespace: string;
  said: string[];
  /** How many properties offend, those that are not said among them. */
  count: number;
}

/** What is kept of a cluster's running pods outside the system's namespaces; sizes by workloads, not by pods. */
export interface PodsSeen {
  pods: number;
  /** How many pods, by namespace. */
  namespaces: Map<string, number>;
  /** Who runs an image, as the pods name it. */
  images: Map<string, Set<string>>;
  /** By offence, then by workload. */
  offenders: Map<PodOffence, Map<string, Offender>>;
  /** The namespaces of all that offend, also of those that are not kept. */
  offendedIn: Map<PodOffence, Set<string>>;
}

/** Nothing seen yet. */
export function noPods(): PodsSeen {
  return { pods: 0, namespaces: new Map(), images: new Map(), offenders: new Map(), offendedIn: new Map() };
}

/** Looks at more pods, and keeps what offends and what runs. */
export function seePods(seen: PodsSeen, pods: readonly V1Pod[]): void {
  // Not longer than a page: secrets are not to be kept.
  const known: KnownVariables = new Map();
  for (const pod of pods) {
    const namespace = pod.metadata?.namespace ?? '';
    const isOver = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
    if (isOver || isSystemNamespace(namespace)) continue;
    const workload = workloadOf(pod);
    seen.pods++;
    seen.namespaces.set(namespace, (seen.namespaces.get(namespace) ?? 0) + 1);
    for (const image of imagesOf(pod)) see(seen.images, image, workload);
    const found = Map.groupBy(offencesOf(pod, known), ({ offence }) => offence);
    for (const [offence, all] of found) {
      const namespaces = seen.offendedIn.get(offence) ?? new Set();
      seen.offendedIn.set(offence, namespaces.add(namespace));
      const offenders = seen.offenders.get(offence) ?? new Map<string, Offender>();
      seen.offenders.set(offence, offenders);
      const known = offenders.get(workload);
      if (known ? known.count >= all.length : offenders.size >= mostOffenders) continue;
      offenders.set(workload, {
        namespace,
        said: fitting(all.map(({ said }) => said)),
        count: all.length,
      });
    }
  }
}

function fitting(said: readonly string[]): string[] {
  let letters = 0;
  return said.filter((it, n) => {
    letters += it.length;
    return n === 0 || letters <= mostLetters;
  });
}

function see(images: PodsSeen['images'], image: string, workload: string): void {
  const runners = images.get(image) ?? new Set();
  if (runners.size < mostRunners) runners.add(workload);
  images.set(image, runners);
}

function imagesOf({ spec }: V1Pod): string[] {
  const all = [...(spec?.containers ?? []), ...(spec?.initContainers ?? []), ...(spec?.ephemeralContainers ?? [])];
  return all.flatMap(({ image }) => image ?? []);
}
