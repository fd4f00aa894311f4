import { setTimeout } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { KubernetesChangeError } from '../../azure/kubernetes-change-error.ts';
import { UpstreamError } from '../../errors.ts';
import { failureWords } from '../life/failure-words.ts';
import { pathOf } from './pods-on.ts';

/** A pod that was not let go, and why, in words that end without a full stop. */
export interface Kept {
  pod: V1Pod;
  why: 'budget' | 'refused' | 'unknown';
  words: string;
}

/** How long a budget is waited for: until `isOver`, with a pause between two rounds. */
export interface Patience {
  pause(): Promise<void>;
  isOver(): boolean;
}

/** So many are asked at once. */
const atOnce = 5;
/** As kubectl drain waits. */
const pauseMs = 5_000;

/** Waits for budgets as long as this; time is the process's own, since it is the cluster that is waited for. */
export function patienceOf(forMs: number): Patience {
  const over = AbortSignal.timeout(forMs);
  return { pause: () => setTimeout(pauseMs), isOver: () => over.aborted };
}

/**
 * Asks for every pod to go, by its uid: asking again for one that goes does nothing more. What a budget keeps, and what
 * was not answered, is asked for again round by round; answers what was kept in the end.
 */
export async function evictAll(
  azure: Azure,
  clusterId: string,
  pods: readonly V1Pod[],
  patience: Patience,
): Promise<Kept[]> {
  const refused: Kept[] = [];
  let left = pods;
  for (;;) {
    const kept = await round(azure, clusterId, left, false);
    refused.push(...kept.filter(({ why }) => why === 'refused'));
    const again = kept.filter(({ why }) => why !== 'refused');
    if (again.length === 0 || patience.isOver()) return [...refused, ...again];
    left = again.map(({ pod }) => pod);
    await patience.pause();
  }
}

/** Tries to ask for every pod; throws UpstreamError where more than a budget speaks against one. */
export async function tryEvictions(azure: Azure, clusterId: string, pods: readonly V1Pod[]): Promise<void> {
  await round(azure, clusterId, pods, true);
}

async function round(azure: Azure, clusterId: string, pods: readonly V1Pod[], dryRun: boolean): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (let from = 0; from < pods.length; from += atOnce) {
    const answers = await Promise.all(pods.slice(from, from + atOnce).map((pod) => one(azure, clusterId, pod, dryRun)));
    kept.push(...answers.filter((it) => it !== undefined));
  }
  return kept;
}

async function one(azure: Azure, clusterId: string, pod: V1Pod, dryRun: boolean): Promise<Kept | undefined> {
  const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
  try {
    await azure.change.kubernetes.evict(clusterId, { name, namespace }, { uid, dryRun });
    return undefined;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const why = error instanceof KubernetesChangeError ? error.why : 'not-made';
    // It is gone; or another one has its name by now, and that is not on this node.
    if (why === 'missing' || why === 'conflict') return undefined;
    if (why === 'budget') return { pod, why: 'budget', words: 'a disruption budget' };
    if (dryRun) throw error;
    if (error.outcomeUnknown || error.retryable)
      return { pod, why: 'unknown', words: `${error.service} ${error.message}` };
    return { pod, why: 'refused', words: failureWords(error).replace(/\.$/, '') };
  }
}

/** "12 of 14 pods were asked to go; 2 were not: shop/a (a disruption budget)." */
export function keptWords(all: number, kept: readonly Kept[]): string {
  const asked = `${all - kept.length} of ${all} pods were asked to go`;
  if (kept.length === 0) return `${asked}.`;
  const shown = kept.slice(0, 5).map(({ pod, words }) => `${pathOf(pod)} (${words})`);
  const more = kept.length > 5 ? ` and ${kept.length - 5} more` : '';
  return `${asked}; ${kept.length} ${kept.length === 1 ? 'was' : 'were'} kept: ${shown.join(', ')}${more}.`;
}
