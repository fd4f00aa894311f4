import type { ClusterStanding } from '../../model/cluster-standing.ts';
import { counted, healthTroubles } from '../health-troubles.ts';
import { healthVerdict } from '../health-verdict.ts';

/** How a cluster is, by what was read of it; of a part of it, by that part alone. */
export function verdictOn(facts: Omit<ClusterStanding, 'verdict'>): ClusterStanding['verdict'] {
  if (!facts.namespaces) return healthVerdict(facts);
  const { user, system } = facts.pods?.value ?? {};
  const troubles = healthTroubles({
    ...(facts.pods && { pods: facts.pods }),
    ...(facts.restarts && { restarts: facts.restarts }),
  });
  const [worst] = troubles;
  if (!facts.pods) return { level: 'unknown', sentence: 'Its pods could not be read.' };
  if (!worst)
    return { level: 'good', sentence: `${counted((user?.running ?? 0) + (system?.running ?? 0), 'pod')} running.` };
  return {
    level: troubles.some(({ level }) => level === 'attention') ? 'attention' : 'warning',
    sentence: `${troubles
      .slice(0, 2)
      .map(({ text }) => text)
      .join(', ')}.`,
  };
}

const ranks = { attention: 0, warning: 1, unknown: 2, good: 3 };

/** Worst first; among equals the one with more that is down, then production, then by name. */
export function byTrouble(a: ClusterStanding, b: ClusterStanding): number {
  return (
    ranks[a.verdict.level] - ranks[b.verdict.level] ||
    down(b) - down(a) ||
    Number(isProduction(b)) - Number(isProduction(a)) ||
    a.cluster.name.localeCompare(b.cluster.name)
  );
}

/** Nodes weigh more than pods: many pods hang on one. */
function down({ nodes, pods, restarts, alerts }: ClusterStanding): number {
  const failing = (pods?.value.user.failing ?? 0) + (pods?.value.system.failing ?? 0);
  const firing = (alerts?.value ?? []).reduce((sum, { times = 1 }) => sum + times, 0);
  return (nodes?.value.notReady.length ?? 0) * 100 + failing * 10 + (restarts?.value.length ?? 0) * 10 + firing;
}

function isProduction({ cluster }: ClusterStanding): boolean {
  return /^prod/.test(cluster.environment ?? '');
}
