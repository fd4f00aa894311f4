import type { Azure } from '../../azure/azure.ts';
import { clustersOf } from '../../azure/estate.ts';
import { UpstreamError } from '../../errors.ts';
import { placesOf, runningContainers } from '../../evidence/images/running-containers.ts';
import type { ImageRef } from '../../model/image.ts';

/** So many workloads are named. */
const most = 5;

/** Which workloads run such images now, one sentence each; a cluster that could not be read is named as such. */
export async function whoRuns(azure: Azure, fits: (image: ImageRef) => boolean, now: Date): Promise<string[]> {
  try {
    const { evidence, gaps } = await runningContainers(azure, await clustersOf(azure), now);
    const places = placesOf((evidence?.value ?? []).filter(({ image }) => fits(image)));
    return [
      ...places.slice(0, most).map(({ cluster, namespace, workload, pods }) => {
        return `${namespace}/${workload} in ${cluster} runs it (${pods} ${pods === 1 ? 'pod' : 'pods'}).`;
      }),
      ...(places.length > most ? [`${places.length - most} more workloads run it.`] : []),
      ...(places.length === 0 && evidence ? ['Nothing that could be read runs it now.'] : []),
      ...gaps.map(({ what, why }) => `Not known is ${what}: ${why}`),
    ];
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return [`Who runs it could not be read: ${error.service} ${error.message}.`];
  }
}
