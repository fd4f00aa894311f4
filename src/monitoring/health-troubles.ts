import { ago } from '../cards/when.ts';
import type { ClusterHealth, PodStates, RestartCount } from '../model/cluster-health.ts';
import type { Evidence } from '../model/evidence.ts';

/** What is wrong with a cluster, in a few words with their number. */
export interface Trouble {
  level: 'attention' | 'warning';
  text: string;
}

type Facts = Omit<ClusterHealth, 'cluster' | 'verdict' | 'gaps'>;

/** Above this share of what the nodes can allocate, one lost node no longer fits on the others. */
const fullAt = 85;
/** A container that ended badly within this time, and more than once, is in trouble, running or not: in milliseconds. */
const lately = 60 * 60 * 1000;

/** What is known to be wrong: causes before what follows from them, nodes before pods before alerts. */
export function healthTroubles({ version, nodes, pods, restarts, alerts, utilisation }: Facts): Trouble[] {
  const under = new Set(nodes?.value.pressure.map(({ node }) => node)).size;
  const inState = (state: keyof PodStates) => (pods?.value.user[state] ?? 0) + (pods?.value.system[state] ?? 0);
  const high = (alerts?.value ?? [])
    .filter(({ severity }) => /^(high|critical|sev0|sev1)$/i.test(severity))
    .reduce((sum, { times = 1 }) => sum + times, 0);
  return [
    ...some('attention', nodes?.value.notReady.length, (n) => `${counted(n, 'node')} not ready`),
    ...some('warning', under, (n) => `${counted(n, 'node')} under pressure`),
    ...some('attention', inState('failing'), (n) => `${counted(n, 'pod')} failing`),
    ...looping(restarts),
    ...some('attention', high, (n) => `${counted(n, 'high alert')} firing`),
    ...some('warning', inState('pending'), (n) => `${counted(n, 'pod')} pending`),
    ...some('warning', inState('unknown'), (n) => `${counted(n, 'pod')} in an unknown state`),
    ...only('warning', nodes?.value.ready === 0 && nodes.value.notReady.length === 0, '0 nodes ready'),
    ...only('warning', version?.value.provisioningState.toLowerCase() === 'failed', 'provisioning failed'),
    ...full('CPU', utilisation?.value.cpu.now),
    ...full('memory', utilisation?.value.memory.now),
  ];
}

/** The worst of them by name, since that is what is asked about next. */
function looping(restarts: Evidence<RestartCount[]> | undefined): Trouble[] {
  if (!restarts) return [];
  const { at } = restarts;
  const [worst, ...others] = restarts.value.filter(
    ({ restarts: times, lastReason, lastAt }) =>
      times > 1 && lastReason !== 'Completed' && lastAt && at.getTime() - lastAt.getTime() < lately,
  );
  if (!worst?.lastAt) return [];
  const how = worst.lastReason === 'OOMKilled' ? 'is OOM-killed again and again' : 'keeps restarting';
  const more = others.length === 0 ? '' : ` and ${counted(others.length, 'more workload')} too`;
  return [
    {
      level: 'attention',
      text: `${worst.workload} ${how} (${worst.restarts} times, last ${ago(worst.lastAt, at)})${more}`,
    },
  ];
}

function full(resource: string, percent: number | undefined): Trouble[] {
  return only('warning', percent !== undefined && percent >= fullAt, `${resource} at ${Math.round(percent ?? 0)} %`);
}

function some(level: Trouble['level'], n: number | undefined, text: (n: number) => string): Trouble[] {
  return n === undefined || n === 0 ? [] : [{ level, text: text(n) }];
}

function only(level: Trouble['level'], holds: boolean, text: string): Trouble[] {
  return holds ? [{ level, text }] : [];
}

/** "1 node", "3 nodes". */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
