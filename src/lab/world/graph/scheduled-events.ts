import type { Cluster } from '../estate.ts';
import { seededUuid } from '../seeded.ts';
import type { World } from '../world.ts';
import type { ArmBody } from './graph-row.ts';

const hour = 3_600_000;
const week = 7 * 24 * hour;
/** A Sunday, two in the morning: when clusters that upgrade themselves may be touched. */
const aWindow = Date.UTC(2026, 10, 1, 2);

/** What AKS's Communication Manager records: node pools that are rolled, and the next upgrade of those that upgrade themselves. */
export function scheduledEventBodies(world: World, now: Date): ArmBody[] {
  return world.clusters.flatMap((cluster) => [...rolled(cluster, now), ...planned(cluster, now)]);
}

function rolled(cluster: Cluster, now: Date): ArmBody[] {
  return (cluster.rolls ?? [])
    .filter(({ startedAt }) => startedAt <= now)
    .map(({ pool, startedAt, endedAt, failure }) => {
      const isOver = endedAt !== undefined && endedAt <= now;
      const status = !isOver ? 'Started' : failure === undefined ? 'Completed' : 'Failed';
      const details = `NodeOSUpgrade of node pool ${pool}${isOver && failure !== undefined ? `: ${failure}` : ''}`;
      const times = { scheduledTime: startedAt, startTime: startedAt, lastUpdateTime: isOver ? endedAt : startedAt };
      return record(cluster, `${pool}/${startedAt.getTime()}`, status, details, times);
    });
}

function planned(cluster: Cluster, now: Date): ArmBody[] {
  if (cluster.environment !== 'production') return [];
  const next = new Date(aWindow + Math.ceil((now.getTime() - aWindow) / week) * week);
  const times = { scheduledTime: next, startTime: undefined, lastUpdateTime: new Date(next.getTime() - week) };
  const details = 'K8sVersionUpgrade: the cluster is upgraded to its newest patch.';
  return [record(cluster, `planned/${next.getTime()}`, 'Scheduled', details, times)];
}

function record(
  cluster: Cluster,
  key: string,
  eventStatus: string,
  eventDetails: string,
  times: Record<'scheduledTime' | 'startTime' | 'lastUpdateTime', Date | undefined>,
): ArmBody {
  const eventId = seededUuid(`scheduled/${cluster.id}/${key}`);
  return {
    id: `${cluster.id}/scheduledEvents/${eventId}`,
    name: eventId,
    type: 'microsoft.containerservice/managedclusters/scheduledevents',
    location: cluster.location,
    properties: {
      ...{ description: 'ScheduledEvents', eventId, eventSource: 'AutoUpgrader', eventStatus, eventDetails },
      ...Object.fromEntries(
        Object.entries(times).map(([name, at]) => [name, at?.toISOString() ?? '0001-01-01T00:00:00Z']),
      ),
      ...{ resources: [cluster.id], resourceType: 'ManagedCluster' },
    },
  };
}
