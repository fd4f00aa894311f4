import type { ClusterHealth, RestartCount } from '../model/cluster-health.ts';

type Facts = Omit<ClusterHealth, 'cluster' | 'verdict' | 'gaps'>;
type Level = ClusterHealth['verdict']['level'];

/** Above this share of what the nodes can allocate, one lost node no longer fits on the others. */
const fullAt = 85;

/** The first line: the worst thing that is known, with its number; never "healthy" on what could not be read. */
export function healthVerdict(facts: Facts): { level: Level; sentence: string } {
  const stopped = facts.version && facts.version.value.powerState.toLowerCase() === 'stopped';
  if (stopped) return { level: 'warning', sentence: 'The cluster is stopped.' };
  if (!facts.nodes && !facts.pods)
    return { level: 'unknown', sentence: 'Health unknown: neither nodes nor pods could be read.' };

  const troubles = [...attention(facts), ...warnings(facts)];
  if (troubles.length > 0) {
    const level = troubles.some((it) => it.level === 'attention') ? 'attention' : 'warning';
    return {
      level,
      sentence: `${capital(
        troubles
          .map(({ text }) => text)
          .slice(0, 3)
          .join(', '),
      )}.`,
    };
  }
  const { nodes, pods, alerts } = facts;
  const running = (pods?.value.user.running ?? 0) + (pods?.value.system.running ?? 0);
  const read = [
    nodes && `${counted(nodes.value.ready, 'node')} ready`,
    pods && `${counted(running, 'pod')} running`,
  ].filter(Boolean);
  const unread = [
    !nodes && 'nodes',
    !pods && 'pods',
    // One of the two services that know alerts may have failed; an alert may fire there.
    !alerts ? 'alerts' : alerts.gap && 'some alerts',
  ].filter(Boolean);
  if (unread.length === 0) return { level: 'good', sentence: `Healthy: ${read.join(', ')}.` };
  return {
    level: 'unknown',
    sentence: `Nothing wrong in what could be read (${read.join(', ')}); ${unread.join(' and ')} could not.`,
  };
}

/** A container that ended badly within this time, and more than once, is in trouble, running or not: in milliseconds. */
const lately = 60 * 60 * 1000;

function attention({ nodes, pods, alerts, restarts }: Facts): { level: Level; text: string }[] {
  const notReady = nodes?.value.notReady.length ?? 0;
  const failing = (pods?.value.user.failing ?? 0) + (pods?.value.system.failing ?? 0);
  const looping = (restarts?.value ?? []).filter(
    ({ restarts: times, lastReason, lastAt }) =>
      times > 1 &&
      lastReason !== 'Completed' &&
      lastAt &&
      restarts &&
      restarts.at.getTime() - lastAt.getTime() < lately,
  );
  const high = alerts?.value.filter(({ severity }) => /^(high|critical|sev0|sev1)$/i.test(severity)).length ?? 0;
  return [
    ...(notReady > 0 ? [{ level: 'attention' as const, text: `${counted(notReady, 'node')} not ready` }] : []),
    ...(failing > 0 ? [{ level: 'attention' as const, text: `${counted(failing, 'pod')} failing` }] : []),
    ...(looping.length > 0 ? [{ level: 'attention' as const, text: restarting(looping) }] : []),
    ...(high > 0 ? [{ level: 'attention' as const, text: `${counted(high, 'high alert')} firing` }] : []),
  ];
}

/** The worst of them by name, since that is what is asked about next. */
function restarting([worst, ...others]: RestartCount[]): string {
  if (!worst) return '';
  const how = worst.lastReason === 'OOMKilled' ? 'is OOM-killed again and again' : 'keeps restarting';
  return `${worst.workload} ${how} (${worst.restarts} times)${others.length > 0 ? ` and ${others.length} more restart` : ''}`;
}

function warnings({ version, nodes, pods, utilisation }: Facts): { level: Level; text: string }[] {
  const pressure = new Set(nodes?.value.pressure.map(({ node }) => node)).size;
  const pending = (pods?.value.user.pending ?? 0) + (pods?.value.system.pending ?? 0);
  const unknown = (pods?.value.user.unknown ?? 0) + (pods?.value.system.unknown ?? 0);
  const isEmpty = nodes?.value.ready === 0 && nodes.value.notReady.length === 0;
  const isBroken = version?.value.provisioningState.toLowerCase() === 'failed';
  const full = (['cpu', 'memory'] as const).filter((resource) => (utilisation?.value[resource].now ?? 0) >= fullAt);
  return [
    ...(pressure > 0 ? [{ level: 'warning' as const, text: `${counted(pressure, 'node')} under pressure` }] : []),
    ...(pending > 0 ? [{ level: 'warning' as const, text: `${counted(pending, 'pod')} pending` }] : []),
    ...(unknown > 0 ? [{ level: 'warning' as const, text: `${counted(unknown, 'pod')} in an unknown state` }] : []),
    ...(isEmpty ? [{ level: 'warning' as const, text: '0 nodes ready' }] : []),
    ...(isBroken ? [{ level: 'warning' as const, text: 'provisioning failed' }] : []),
    ...full.map((resource) => ({
      level: 'warning' as const,
      text: `${resource === 'cpu' ? 'CPU' : 'memory'} at ${Math.round(utilisation?.value[resource].now ?? 0)} %`,
    })),
  ];
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function capital(text: string): string {
  // A name stays as it is written; only our own first word gets a capital.
  return /^(\d|memory|CPU|provisioning)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
