import { containerRun } from '../world/container-run.ts';
import type { Cluster, Container, Pod } from '../world/estate.ts';
import { kubeObjects } from '../world/kubernetes/objects.ts';
import { containerLog } from '../world/kubernetes/pod-log.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './call.ts';
import type { ApiLogLine, KubeSource, LogQuestion } from './kube-source.ts';
import { kubeStatus } from './kube-status.ts';
import { allVersioned, historyOf } from './kube-versions.ts';

/** A made-up cluster as its API server shows it at a moment. */
export function worldSource(world: World, cluster: Cluster, now: Date): KubeSource {
  return {
    version: cluster.version,
    hasKeda: cluster.scaledObjects !== undefined,
    objects: (plural) => allVersioned(cluster, plural, kubeObjects(world, cluster, plural, now), now),
    history: historyOf(cluster, now),
    log(question) {
      const { namespace, pod: name } = question;
      const pod = world
        .pods(cluster, now)
        .find((it) => it.name === name && it.workload.namespace === question.namespace);
      if (!pod) return kubeStatus(404, `pods "${name}" not found`, { resource: 'pods', group: '', name, namespace });
      const { container: asked } = question;
      const container = pod.containers.find((it) => (asked ? it.name === asked : !it.init));
      return container
        ? linesOf(pod, container, question, now)
        : kubeStatus(400, `container ${asked} is not valid for pod ${name}`);
    },
  };
}

function linesOf(pod: Pod, container: Container, { previous }: LogQuestion, now: Date): ApiLogLine[] | Answer {
  const lines = pod.pending ? [] : containerLog(pod, container, previous, now);
  if (lines) return lines;
  const { waiting } = containerRun(pod, container, now);
  const what = `container "${container.name}" in pod "${pod.name}"`;
  if (previous || !waiting) return kubeStatus(400, `previous terminated ${what} not found`);
  const why = waiting.reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : waiting.reason;
  return kubeStatus(400, `${what} is waiting to start: ${why}`);
}
