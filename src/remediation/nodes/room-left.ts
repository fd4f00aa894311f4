import type { V1Node, V1Pod } from '@kubernetes/client-node';
import { quantity } from '../../evidence/kubernetes/quantity.ts';
import { hasEnded } from '../pods/pod-target.ts';
import { isCordoned } from './node-target.ts';

/** Cores and bytes. */
interface Room {
  cpu: number;
  memory: number;
}

/** What the other nodes have left for new pods, by what pods ask for, and what `moving` would ask of them, in one sentence. */
export function roomLeft(
  name: string,
  nodes: readonly V1Node[],
  pods: readonly V1Pod[],
  moving: readonly V1Pod[],
): string {
  const others = nodes.filter((it) => it.metadata?.name !== name && takesPods(it));
  if (others.length === 0) return 'No other node takes pods: new pods will wait.';
  const names = new Set(others.map((it) => it.metadata?.name));
  const there = sum(others.map(({ status }) => roomOf(status?.allocatable)));
  const taken = asked(pods.filter((it) => names.has(it.spec?.nodeName) && !hasEnded(it)));
  const left = { cpu: Math.max(0, there.cpu - taken.cpu), memory: Math.max(0, there.memory - taken.memory) };
  const need = asked(moving);
  const isShort = need.cpu > left.cpu || need.memory > left.memory;
  const moved =
    moving.length === 0
      ? ''
      : ` The pods that go ask for ${words(need)}${isShort ? ': more than that, so some will wait' : ''}.`;
  return `${others.length} other ${others.length === 1 ? 'node takes' : 'nodes take'} pods, with ${words(left)} not asked for.${moved}`;
}

function takesPods(node: V1Node): boolean {
  const isReady = node.status?.conditions?.some((it) => it.type === 'Ready' && it.status === 'True') ?? false;
  const isClosed = node.spec?.taints?.some(({ effect }) => effect !== 'PreferNoSchedule') ?? false;
  return isReady && !isCordoned(node) && !isClosed;
}

function asked(pods: readonly V1Pod[]): Room {
  return sum(pods.flatMap(({ spec }) => (spec?.containers ?? []).map((it) => roomOf(it.resources?.requests))));
}

function roomOf(amounts: Readonly<Record<string, string>> | undefined): Room {
  return { cpu: quantity(amounts?.cpu) ?? 0, memory: quantity(amounts?.memory) ?? 0 };
}

function sum(all: readonly Room[]): Room {
  return all.reduce((one, other) => ({ cpu: one.cpu + other.cpu, memory: one.memory + other.memory }), {
    cpu: 0,
    memory: 0,
  });
}

function words({ cpu, memory }: Room): string {
  return `${cpu.toFixed(1)} cores and ${(memory / 2 ** 30).toFixed(1)} GiB`;
}
