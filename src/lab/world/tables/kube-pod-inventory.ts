import type { Cell, Keeps, TableSource } from '../../kql/database.ts';
import { type ContainerRun, containerRun, hasAddress, isDeleted, podPhase } from '../container-run.ts';
import type { Cluster, Container, Pod } from '../estate.ts';
import { kubeTime, podLabelsJson } from '../kubernetes/metadata.ts';
import { containerId } from '../kubernetes/pod-object.ts';
import { onceFor } from '../once-for.ts';
import { selects } from '../service-pods.ts';
import { clusterTable, type Projection, samples } from './table.ts';

const columns = `
  TenantId:string TimeGenerated:datetime ClusterId:string ClusterName:string Computer:string Namespace:string Name:string PodUid:string
  PodStatus:string PodLabel:string PodIp:string PodCreationTimeStamp:datetime PodStartTime:datetime PodRestartCount:int
  ControllerKind:string ControllerName:string ServiceName:string ContainerName:string ContainerID:string ContainerStatus:string
  ContainerStatusReason:string ContainerLastStatus:string ContainerRestartCount:int ContainerCreationTimeStamp:datetime ContainerStartTime:datetime
  InstanceName:string SourceSystem:string Type:string _ResourceId:string _SubscriptionId:string _BilledSize:real _IsBillable:string`;

/** One row a container a minute, as the agent's in_kube_podinventory writes it. */
export function kubePodInventory(projection: Projection): TableSource {
  return clusterTable('KubePodInventory', columns, projection, function* (cluster, { range, visible, keeps }) {
    const wanted = onceFor((pod: Pod) => podWanted(pod, keeps));
    const serviceOf = onceFor((pod: Pod) => cluster.services.find((it) => selects(it, pod))?.name ?? '');
    for (const at of samples(range)) {
      if (!visible(at)) continue;
      for (const pod of projection.world.pods(cluster, at)) {
        if (wanted(pod)) yield* podRows(projection, cluster, pod, at, keeps, serviceOf(pod));
      }
    }
  });
}

function podWanted(pod: Pod, keeps: Keeps): boolean {
  return (
    keeps('Namespace', pod.workload.namespace) &&
    keeps('Name', pod.name) &&
    keeps('PodUid', pod.uid) &&
    keeps('Computer', pod.pending ? '' : pod.node.name) &&
    keeps('ControllerKind', pod.owner.kind) &&
    keeps('ControllerName', pod.owner.name)
  );
}

function* podRows(
  projection: Projection,
  cluster: Cluster,
  pod: Pod,
  at: Date,
  keeps: Keeps,
  service: string,
): Generator<Cell[]> {
  const evicted = pod.evicted !== undefined && pod.evicted.at <= at;
  const completed = pod.completedAt !== undefined && pod.completedAt <= at;
  const status = evicted
    ? 'Failed'
    : completed
      ? pod.failed
        ? 'Failed'
        : 'Succeeded'
      : isDeleted(pod, at)
        ? 'Terminating'
        : podPhase(pod, at);
  const runs = pod.containers.map((container) => ({ container, run: containerRun(pod, container, at) }));
  const restarts = runs.reduce((sum, it) => sum + it.run.restarts, 0);
  const row = (own: Cell[]): Cell[] => [
    projection.workspace.customerId,
    at,
    cluster.id,
    cluster.name,
    pod.pending ? '' : pod.node.name,
    pod.workload.namespace,
    pod.name,
    pod.uid,
    status,
    podLabelsJson(pod),
    hasAddress(pod) ? pod.ip : '',
    pod.createdAt,
    pod.pending ? null : pod.createdAt,
    evicted ? 0 : restarts,
    pod.owner.kind,
    pod.owner.name,
    service,
    ...own,
    '',
    'Containers',
    'KubePodInventory',
    cluster.id.toLowerCase(),
    cluster.subscription.id,
    1750,
    'True',
  ];
  // A pod without container statuses still has one row, without the container's columns.
  if (evicted || pod.pending) yield row(['', '', '', '', '', null, null, null]);
  else
    for (const { container, run } of runs)
      if (keeps('ContainerName', `${pod.uid}/${container.name}`)) yield row(containerCells(pod, container, run));
}

/** ContainerName, ContainerID, ContainerStatus, ContainerStatusReason, ContainerLastStatus, ContainerRestartCount, ContainerCreationTimeStamp, ContainerStartTime. */
function containerCells(pod: Pod, container: Container, run: ContainerRun): Cell[] {
  const last = run.previous
    ? {
        lastState: 'terminated',
        reason: run.previous.reason,
        startedAt: kubeTime(run.previous.startedAt),
        finishedAt: kubeTime(run.previous.finishedAt),
      }
    : {};
  const reason =
    run.state === 'running' ? '' : (run.waiting?.reason ?? (pod.failed && !container.init ? 'Error' : 'Completed'));
  const created = run.state !== 'waiting' || run.previous !== undefined;
  const startedAt = run.state === 'running' ? run.startedAt : null;
  return [
    `${pod.uid}/${container.name}`,
    created ? containerId(pod, container, run.restarts) : '',
    run.state,
    reason,
    JSON.stringify(last),
    run.restarts,
    startedAt,
    startedAt,
  ];
}
