import type { Answer } from '../azure/call.ts';
import type { ApiLogLine, ApiObject, KubeSource, LogQuestion } from '../azure/kube-source.ts';
import { kubeStatus } from '../azure/kube-status.ts';
import { kubeKinds } from '../world/kubernetes/kube-kinds.ts';
import { onceFor } from '../world/once-for.ts';
import type { RecordedCluster } from './recorded-cluster.ts';
import { recordedLog } from './recorded-log.ts';

/**
 * A recorded cluster as an API server. A kind that was not recorded is an empty list where the recording is whole;
 * else the API server refuses it: nobody knows whether there were any.
 */
export function recordedSource(recorded: RecordedCluster): KubeSource {
  const kinds = objectsByKind(recorded);
  const isWhole = everywhere.every((kind) => kinds.has(kind));
  return {
    version: versionOf(recorded),
    hasKeda: kinds.has('ScaledObject'),
    objects: (plural) => kinds.get(kubeKinds[plural].kind) ?? [],
    tells: (plural) => isWhole || kinds.has(kubeKinds[plural].kind),
    log: (question) => logOf(recorded, question),
  };
}

/** No cluster and no namespace is without these: a recording that holds them all was taken kind by kind. */
const everywhere = ['Node', 'Service', 'ServiceAccount', 'ConfigMap'];

const objectsByKind = onceFor((recorded: RecordedCluster) => {
  const key = ({ metadata }: ApiObject) => `${metadata.namespace ?? ''}/${metadata.name}`;
  const ordered = recorded.objects.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  return Map.groupBy(ordered, (it) => it.kind);
});

interface Status {
  name: string;
  restartCount?: number;
  state?: { waiting?: { reason?: string } };
}
interface Pod extends ApiObject {
  spec?: { nodeName?: string; containers?: { name: string }[]; initContainers?: { name: string }[] };
  status?: { containerStatuses?: Status[]; initContainerStatuses?: Status[] };
}

function logOf(recorded: RecordedCluster, question: LogQuestion): ApiLogLine[] | Answer {
  const { namespace, pod: name, previous } = question;
  const pod: Pod | undefined = objectsByKind(recorded)
    .get('Pod')
    ?.find((it) => it.metadata.name === name && it.metadata.namespace === namespace);
  if (!pod) return kubeStatus(404, `pods "${name}" not found`, { resource: 'pods', group: '', name });
  const containers = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])].map((it) => it.name);
  const container = question.container ?? containers[0] ?? '';
  if (question.container && !containers.includes(question.container) && !containers.includes(''))
    return kubeStatus(400, `container ${question.container} is not valid for pod ${name}`);
  const lines = recordedLog(recorded.logs, { pod: name, container, previous, node: pod.spec?.nodeName });
  if (lines) return lines;

  const what = `container "${container}" in pod "${name}"`;
  const status = [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])].find(
    (it) => it.name === container,
  );
  if (previous && !status?.restartCount) return kubeStatus(400, `previous terminated ${what} not found`);
  const waiting = status?.state?.waiting;
  if (waiting && !status.restartCount)
    return kubeStatus(400, `${what} is waiting to start: ${waiting.reason ?? 'ContainerCreating'}`);
  // The container did run and write, but nobody knows what: an empty log would be an invention.
  return kubeStatus(404, `the recording holds no ${previous ? 'previous ' : ''}log of ${what}`);
}

function versionOf(recorded: RecordedCluster): string {
  const [node] = objectsByKind(recorded).get('Node') ?? [];
  const version = (node as { status?: { nodeInfo?: { kubeletVersion?: string } } } | undefined)?.status?.nodeInfo
    ?.kubeletVersion;
  return version?.replace(/^v/, '') ?? '1.31.0';
}
