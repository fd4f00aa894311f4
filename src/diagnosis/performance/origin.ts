import type { Workload } from '../situation/workload.ts';
import type { CallMap } from './call-map.ts';

/** A workload that is slow, and how much it became slower: the greater, the nearer to where it begins. */
export interface Suspect {
  workload: Workload;
  growth: number;
  /** The nodes on which it is slow. */
  slowOn: string[];
}

/** Where slowness begins. */
export type Origin<S extends Suspect = Suspect> =
  | {
      kind: 'workload';
      slow: S;
      /** Those that are slow because they call it. */
      followers: S[];
      /** How it was told from the others: by who calls whom, by being the only one, or by growth alone, with or without its packets' word. */
      told: 'calls' | 'alone' | 'growth-and-packets' | 'growth';
    }
  /** `on`: those on the node that do not wait for another; `others`: all the rest. */
  | { kind: 'node'; node: string; on: S[]; others: S[] }
  | { kind: 'unclear'; slow: S[] };

/** So much of the slow workloads has to be connected with others, for the map of calls to be trusted. */
const mapped = 2 / 3;
/** So much more of the slowness stands on a node that is to blame than on any other. */
const ahead = 1.5;

/**
 * The deepest workload that is slow while nothing that it calls is; a node, when several such stand on one and all
 * others talk to it. Where nobody knows who calls whom, the one that became slower by the greatest factor.
 * `packets` tells by what factor a workload's packets changed meanwhile.
 */
export function originOf<S extends Suspect>(
  suspects: readonly S[],
  calls: CallMap,
  packets: (suspect: S) => number | undefined,
): Origin<S> | undefined {
  const slow = suspects.toSorted((a, b) => b.growth - a.growth);
  const [first, ...rest] = slow;
  if (!first) return undefined;
  if (rest.length === 0) return { kind: 'workload', slow: first, followers: [], told: 'alone' };
  const connected = slow.filter((one) => slow.some((other) => linked(one, other, calls)));
  if (connected.length < mapped * slow.length) {
    // Requests that wait are fewer everywhere; where their packets are delayed, those are sent again and acknowledged twice.
    const kept = packets(first);
    // Of whom nothing was counted nothing is known.
    const isHeard = kept !== undefined && rest.every((it) => (packets(it) ?? Number.POSITIVE_INFINITY) < kept);
    return { kind: 'workload', slow: first, followers: rest, told: isHeard ? 'growth-and-packets' : 'growth' };
  }
  const deepest = slow.filter((it) => !slow.some((other) => waitsFor(it, other, calls)));
  const [origin, second] = deepest;
  if (origin && !second) return { kind: 'workload', slow: origin, followers: without(slow, [origin]), told: 'calls' };
  return nodeBehind(slow, deepest, calls) ?? { kind: 'unclear', slow };
}

/** The node that has most of the slowness on it, when every other slow workload talks to one there. */
function nodeBehind<S extends Suspect>(
  slow: readonly S[],
  deepest: readonly S[],
  calls: CallMap,
): Origin<S> | undefined {
  const nodes = [...new Set(slow.flatMap(({ slowOn }) => slowOn))];
  const candidates = nodes
    .map((node) => {
      const on = slow.filter(({ slowOn }) => slowOn.includes(node));
      return { node, on, others: without(slow, on), weight: on.reduce((total, { growth }) => total + growth, 0) };
    })
    .sort((a, b) => b.weight - a.weight);
  const [best, next] = candidates;
  if (!best || (next && next.weight * ahead > best.weight)) return undefined;
  const isTalkedTo = best.others.every((it) => best.on.some((there) => linked(it, there, calls)));
  const on = best.on.filter((it) => deepest.includes(it));
  // One alone has a reason of its own, wherever it stands.
  if (!isTalkedTo || on.length < 2) return undefined;
  return { kind: 'node', node: best.node, on, others: without(slow, on) };
}

/** The nodes that a workload's pods run on. */
export function nodesOf({ pods }: Workload): string[] {
  return [...new Set(pods.flatMap(({ spec }) => spec?.nodeName ?? []))];
}

/** Whether one is slow because of another; of those that call one another neither is the deeper. */
function waitsFor(one: Suspect, other: Suspect, calls: CallMap): boolean {
  return calls.reaches(one.workload, other.workload) && !calls.reaches(other.workload, one.workload);
}

function linked(one: Suspect, other: Suspect, calls: CallMap): boolean {
  return calls.reaches(one.workload, other.workload) || calls.reaches(other.workload, one.workload);
}

function without<S>(slow: readonly S[], those: readonly S[]): S[] {
  return slow.filter((it) => !those.includes(it));
}
