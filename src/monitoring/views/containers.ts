import type { Azure } from '../../azure/azure.ts';
import type { ContainerStanding, Standings } from '../../model/standing.ts';
import type { Subject } from '../../model/subject.ts';
import { isSystemNamespace } from '../../model/system-namespace.ts';
import { byTrouble } from '../standing/levels.ts';
import { pods } from './pods.ts';

/** The subject's containers, worst first: state, last ending, restarts, image, use (from where its pods are read). */
export async function containers(azure: Azure, subject: Subject, now: Date): Promise<Standings<ContainerStanding>> {
  const view = await pods(azure, subject, now);
  return {
    ...view,
    rows: view.rows
      .flatMap((pod) => pod.containers)
      .sort(
        byTrouble({
          weight: ({ restarts, isInit }) => restarts + (isInit ? 0 : 0.5),
          isSystem: ({ namespace }) => isSystemNamespace(namespace),
          name: ({ pod, name }) => `${pod}/${name}`,
        }),
      ),
  };
}
