import type { Image, Workload } from '../estate.ts';
import { labelsOf } from './metadata.ts';
import { template } from './pod-object.ts';

/** The pod template of a workload; of an earlier revision when that one's image is given. */
export function podTemplate(workload: Workload, image?: Image) {
  const containers = workload.containers.filter((it) => !it.init);
  const init = workload.containers.filter((it) => it.init);
  return {
    metadata: { labels: labelsOf(workload) },
    spec: {
      containers: containers.map((it, index) => template(index === 0 && image ? { ...it, image } : it)),
      ...(init.length > 0 && { initContainers: init.map(template) }),
      restartPolicy: workload.kind === 'CronJob' ? 'OnFailure' : 'Always',
    },
  };
}
