import type { Cluster } from '../world/estate.ts';
import type { PoolRoll } from '../world/pool-roll.ts';
import { seededHex } from '../world/seeded.ts';
import type { World } from '../world/world.ts';

const lately = 4 * 3_600_000;

/** What Event Grid posts of node pools that are rolled, an event a body: by what tells one from the other. */
export function rollEvents(world: World, now: Date): Map<string, unknown> {
  const told = new Map<string, unknown>();
  for (const cluster of world.clusters) {
    for (const roll of cluster.rolls ?? []) {
      for (const [what, at] of happened(roll)) {
        if (at > now || now.getTime() - at.getTime() > lately) continue;
        told.set(`${cluster.id}/${roll.pool}/${what}/${at.getTime()}`, [rollEvent(cluster, roll.pool, what, at)]);
      }
    }
  }
  return told;
}

/** When the next of the pools that are rolled is through. */
export function nextRollEnd(world: World, now: Date): Date | undefined {
  const ends = world.clusters.flatMap(({ rolls = [] }) => rolls.flatMap(({ endedAt }) => endedAt ?? []));
  const [next] = ends.filter((it) => it > now).sort((a, b) => a.getTime() - b.getTime());
  return next;
}

function happened({ startedAt, endedAt, failure }: PoolRoll): [what: string, at: Date][] {
  const end = failure === undefined ? 'NodePoolRollingSucceeded' : 'NodePoolRollingFailed';
  return [['NodePoolRollingStarted', startedAt], ...(endedAt ? [[end, endedAt] as [string, Date]] : [])];
}

function rollEvent(cluster: Cluster, pool: string, what: string, at: Date) {
  return {
    topic: cluster.id,
    subject: cluster.name,
    eventType: `Microsoft.ContainerService.${what}`,
    id: seededHex(`roll/${cluster.id}/${pool}/${what}/${at.getTime()}`, 40),
    data: { nodePoolName: pool },
    dataVersion: '1',
    metadataVersion: '1',
    eventTime: at.toISOString(),
  };
}
