import type { ApiObject } from '../azure/kube-source.ts';
import { integrated } from './integrated.ts';
import { latencyHistograms } from './latency-histograms.ts';
import type { RecordedCluster, RecordedSeries } from './recorded-cluster.ts';

type Points = RecordedSeries['points'];

/**
 * A recording's gauges under the names and labels that exporters and meshes give them: rates become counters, quantiles
 * histograms. What the recording does not tell is not made up: a gauge of a service is divided among its pods evenly.
 */
export function standardSeries(recorded: RecordedCluster): RecordedSeries[] {
  const made = Map.groupBy(recorded.series, ({ labels }) => labels.service ?? '');
  return [...made].flatMap(([service, its]) =>
    service === '' ? its.flatMap(ofNode) : [...ofPods(recorded, service, its), ...requests(recorded, service, its)],
  );
}

/** Seconds a second and packets a second, summed up to counters of the service's pods. */
function ofPods(recorded: RecordedCluster, service: string, its: readonly RecordedSeries[]): RecordedSeries[] {
  const pods = podsOf(recorded, service);
  const counters: Record<string, { metric: string; perContainer: boolean }> = {
    cpu: { metric: 'container_cpu_usage_seconds_total', perContainer: true },
    cpu_cfs: { metric: 'container_cpu_cfs_throttled_seconds_total', perContainer: true },
    network_receive: { metric: 'container_network_receive_packets_total', perContainer: false },
    network_transmit: { metric: 'container_network_transmit_packets_total', perContainer: false },
  };
  return its.flatMap(({ name, points }) => {
    const counter = counters[name];
    if (!counter) return [];
    return pods.map(({ namespace, pod, container, node }) => ({
      name: counter.metric,
      labels: {
        job: 'cadvisor',
        instance: node,
        namespace,
        pod,
        ...(counter.perContainer ? { container } : { interface: 'eth0' }),
      },
      points: integrated(points, (value) => value / pods.length),
    }));
  });
}

/** A node's CPU in percent as idle seconds of one core, and its retransmissions a second. */
function ofNode({ name, labels: { node = '' }, points }: RecordedSeries): RecordedSeries[] {
  const labels = { job: 'node', instance: node };
  if (name === 'cpu')
    return [
      {
        name: 'node_cpu_seconds_total',
        labels: { ...labels, cpu: '0', mode: 'idle' },
        points: integrated(points, (percent) => 1 - percent / 100),
      },
    ];
  return name === 'tcp_retans'
    ? [{ name: 'node_netstat_Tcp_RetransSegs', labels, points: integrated(points, (value) => value) }]
    : [];
}

/** Requests as a mesh counts them at the workload that answers, well and not, and how long they took. */
function requests(recorded: RecordedCluster, service: string, its: readonly RecordedSeries[]): RecordedSeries[] {
  const of = (...names: string[]): Points => its.find(({ name }) => names.includes(name))?.points ?? [];
  const labels = {
    reporter: 'destination',
    destination_workload: service,
    destination_workload_namespace: podsOf(recorded, service)[0]?.namespace ?? '',
    destination_service_name: service,
  };
  const well = new Map(of('success_rate').map(({ at, value }) => [at, value]));
  const counted = (code: string, share: (success: number) => number): RecordedSeries => ({
    name: 'istio_requests_total',
    labels: { ...labels, response_code: code },
    points: integrated(of('rps'), (rate, at) => rate * share(well.get(at) ?? 1)),
  });
  if (of('rps').every(({ value }) => value === 0)) return [];
  return [
    counted('200', (success) => success),
    counted('500', (success) => 1 - success),
    ...latencyHistograms(labels, [
      { share: 0.5, points: of('p50latency') },
      { share: 0.9, points: of('p90latency', 'p95latency') },
    ]),
  ];
}

interface PodObject extends ApiObject {
  spec?: { nodeName?: string; containers?: { name: string }[] };
}

/** The pods whose names a workload of that name gives: itself, or itself with an ordinal or generated ends. */
function podsOf({ objects, namespace }: RecordedCluster, service: string) {
  const pods = objects.filter((it): it is PodObject => it.kind === 'Pod' && it.metadata.namespace === namespace);
  const rest = ({ metadata: { name } }: ApiObject) =>
    name.startsWith(service) ? name.slice(service.length) : undefined;
  const generated = pods.filter((pod) => /^(?:-[a-z0-9]{5,10}-[a-z0-9]{5}|-\d+)?$/.test(rest(pod) ?? '?'));
  const found = generated.length > 0 ? generated : pods.filter((pod) => rest(pod)?.startsWith('-'));
  return found.map(({ metadata, spec }) => ({
    namespace: metadata.namespace ?? '',
    pod: metadata.name,
    // The first is the workload's own; proxies are put behind it.
    container: spec?.containers?.[0]?.name || service,
    node: spec?.nodeName ?? '',
  }));
}
