import { type Clock, systemClock } from '../../model/clock.ts';
import { type RunningAzure, startAzure } from '../azure/start-azure.ts';
import type { RecordedCluster } from './recorded-cluster.ts';
import { recordedWorld } from './recorded-world.ts';

/** A recorded cluster behind a running fake Azure, without page or bot. */
export interface RecordedAzure extends RunningAzure {
  /** ARM id of the only cluster. */
  clusterId: string;
  /** Stands at the recording's moment, so that an answer about it is the same whenever it is asked. */
  clock: Clock;
}

/** Starts a fake Azure that holds one recorded cluster; an application takes its credential, transport and clock. */
export async function startRecorded(recorded: RecordedCluster): Promise<RecordedAzure> {
  const world = recordedWorld(recorded);
  const clock: Clock = { now: () => recorded.now, after: systemClock.after };
  const azure = await startAzure({ world, clock });
  return { ...azure, clock, clusterId: world.clusters[0]?.id ?? '' };
}
