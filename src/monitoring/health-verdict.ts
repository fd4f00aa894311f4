import type { ClusterHealth } from '../model/cluster-health.ts';
import { counted, healthTroubles } from './health-troubles.ts';

type Facts = Omit<ClusterHealth, 'cluster' | 'verdict' | 'gaps'>;
type Level = ClusterHealth['verdict']['level'];

/** The first line: the worst thing that is known, with its number; never "healthy" on what could not be read. */
export function healthVerdict(facts: Facts): { level: Level; sentence: string } {
  const stopped = facts.version && facts.version.value.powerState.toLowerCase() === 'stopped';
  if (stopped) return { level: 'warning', sentence: 'The cluster is stopped.' };
  if (!facts.nodes && !facts.pods)
    return { level: 'unknown', sentence: 'Health unknown: neither nodes nor pods could be read.' };

  const troubles = healthTroubles(facts);
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

function capital(text: string): string {
  // A name stays as it is written; only our own first word gets a capital.
  return /^(\d|memory|CPU|provisioning)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
