import type { Pod } from '../estate.ts';
import { type Mesh, meshOf } from '../mesh/mesh.ts';
import type { MeshLink } from '../mesh/mesh-links.ts';
import { onceFor } from '../once-for.ts';
import {
  evictedBy,
  exists,
  historyBegin,
  type Metric,
  type MetricSeries,
  reachable,
  recentCounter,
  type Scope,
} from './metric.ts';

/** Istio's bounds in milliseconds, as far as requests of the range go. */
const bounds = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, Number.POSITIVE_INFINITY];
/** Nine in ten requests take less than twice what half of them take. */
const spread = Math.log(2) / 1.2816;

/** What the sidecars of those who answer count: requests, and how long they took. */
export const istio: Metric[] = [
  {
    name: 'istio_requests_total',
    *series(scope) {
      const mesh = meshIn(scope);
      for (const link of linksOf(scope))
        for (const code of ['200', '503']) {
          const share = (at: Date) => (code === '200' ? 1 - mesh.failing(link.to, at) : mesh.failing(link.to, at));
          for (const pod of mesh.pods(link.to))
            yield series(scope, link, pod, { response_code: code }, (at) => rateOf(mesh, link, pod, at) * share(at));
        }
    },
  },
  {
    name: 'istio_request_duration_milliseconds_bucket',
    *series(scope) {
      const mesh = meshIn(scope);
      for (const link of linksOf(scope))
        for (const pod of mesh.pods(link.to))
          for (const bound of bounds) {
            const le = bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound);
            const within = (at: Date) => shareWithin(bound, mesh.halfMs(link.to, at).get(pod) ?? 0);
            yield series(scope, link, pod, { response_code: '200', le }, (at) => {
              const rate = rateOf(mesh, link, pod, at);
              return rate === 0 ? 0 : rate * within(at);
            });
          }
    },
  },
];

/** One mesh for all series of one question. */
const meshIn = onceFor(({ cluster }: Scope) => meshOf(cluster));

function linksOf(scope: Scope): MeshLink[] {
  return meshIn(scope).links.filter((it) => !it.opaque);
}

/** A pod's part of a link's requests a second: all that are ready get as much. */
function rateOf(mesh: Mesh, link: MeshLink, pod: Pod, at: Date): number {
  const answering = mesh.halfMs(link.to, at);
  return answering.has(pod) ? mesh.rate(link, at) / answering.size : 0;
}

function series(
  scope: Scope,
  { from, to }: MeshLink,
  pod: Pod,
  labels: Record<string, string>,
  rate: (at: Date) => number,
): MetricSeries {
  const [namespace = '', name = ''] = to.split('/');
  const isKnown = meshIn(scope).pods(from).length > 0;
  const [sourceNamespace = '', source = ''] = isKnown ? from.split('/') : ['unknown', 'unknown'];
  const total = recentCounter(scope, historyBegin(scope.world), rate);
  return {
    labels: {
      job: 'kubernetes-pods',
      kubernetes_namespace: namespace,
      kubernetes_pod_name: pod.name,
      reporter: 'destination',
      request_protocol: 'http',
      source_workload: source,
      source_workload_namespace: sourceNamespace,
      destination_workload: name,
      destination_workload_namespace: namespace,
      destination_service_name: name,
      ...labels,
    },
    since: pod.createdAt,
    value: (at) => (exists(pod, at) && !evictedBy(pod, at) && reachable(pod.node, at) ? total(at) : undefined),
  };
}

/** The share of requests within a bound, where half take that long: spread as on a logarithmic bell. */
function shareWithin(bound: number, halfMs: number): number {
  if (bound === Number.POSITIVE_INFINITY) return 1;
  const z = Math.log(bound / halfMs) / spread;
  if (z > 4) return 1;
  if (z < -4) return 0;
  // Logistic stand-in for the bell's sum: within a hundredth, and the tenths where they belong.
  return 1 / (1 + Math.exp(-1.714 * z));
}
