import type { V1ContainerStateTerminated } from '@kubernetes/client-node';
import { isMeshProxy } from '../routing/pod-ports.ts';
import { isReady, lastEnding, statusesOf, type Workload } from '../situation/workload.ts';

/** A container that ends again and again. */
export interface CrashLoop {
  workload: Workload;
  pod: string;
  container: string;
  restarts: number;
  ending?: V1ContainerStateTerminated;
}

const recentMs = 30 * 60_000;

/** Containers that crash now: waiting to be started again, or just started after they ended with an error. */
export function crashLoops(workloads: readonly Workload[], now: Date): CrashLoop[] {
  return workloads.flatMap((workload) =>
    workload.pods
      .filter((pod) => !isReady(pod))
      .flatMap((pod) =>
        statusesOf(pod).flatMap((status): CrashLoop[] => {
          const ending = lastEnding(status);
          const isBackingOff = status.state?.waiting?.reason === 'CrashLoopBackOff';
          const ended = ending?.finishedAt?.getTime();
          const isAgain =
            ending !== undefined &&
            ending.exitCode !== 0 &&
            status.restartCount > 1 &&
            (ended === undefined || now.getTime() - ended < recentMs);
          if (status.ready || isMeshProxy(status) || (!isBackingOff && !isAgain)) return [];
          return [
            {
              workload,
              pod: pod.metadata?.name ?? '',
              // A list of pods without their details names no container.
              container: status.name || workload.name,
              restarts: status.restartCount,
              ...(ending && { ending }),
            },
          ];
        }),
      ),
  );
}

/** What an exit code says beyond its number; undefined for those that are the program's own. */
export function meaningOf(exitCode: number): string | undefined {
  const meanings: Record<number, string> = {
    126: 'its command cannot be executed',
    127: 'its command was not found',
    134: 'it aborted',
    137: 'it was killed',
    139: 'it accessed memory that is not its own',
    143: 'it was told to stop',
  };
  return meanings[exitCode];
}
