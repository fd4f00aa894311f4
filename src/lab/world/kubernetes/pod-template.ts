import type { Container, Image, PodSpec, Rollout, Workload } from '../estate.ts';
import { labelsOf } from './metadata.ts';
import { template, volumes } from './pod-object.ts';

/** The pod template of a workload; of an earlier revision when that one's image and containers are given. */
export function podTemplate(
  workload: Workload,
  image?: Image,
  all: Container[] = workload.containers,
  podSpec: PodSpec = workload.podSpec ?? {},
  annotations: Rollout['annotations'] = workload.rollouts.at(-1)?.annotations,
) {
  const containers = all.filter((it) => !it.init);
  const init = all.filter((it) => it.init);
  const version = image && !workload.system ? { 'app.kubernetes.io/version': image.tags[0] ?? '' } : {};
  return {
    metadata: {
      labels: { ...labelsOf(workload), ...version },
      ...(annotations && Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      containers: containers.map((it, index) => template(index === 0 && image ? { ...it, image } : it)),
      ...volumes(all),
      ...(init.length > 0 && { initContainers: init.map(template) }),
      restartPolicy: workload.kind === 'CronJob' ? 'Never' : 'Always',
      ...podSpec,
    },
  };
}
