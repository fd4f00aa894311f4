import { type Promql, promql } from '../../azure/promql.ts';
import type { Samples } from '../../model/samples.ts';
import type { ClusterRef } from '../../model/subject.ts';

/** One way in which a cluster may measure requests: its metrics, and the labels that say whose they are. */
export interface RequestWay {
  name: 'Istio' | 'OpenTelemetry' | 'NGINX ingress';
  /** What its labels name: a workload, or the Service in front of some. */
  of: 'workload' | 'service';
  namespaceLabel: string;
  nameLabel: string;
  /** What one unit of its histogram is in milliseconds. */
  unitMs: 1 | 1_000;
  metric: string;
  quantile(cluster: ClusterRef, share: number): Promql;
  requests(cluster: ClusterRef): Promql;
  failures(cluster: ClusterRef): Promql;
  /** Who calls whom; only a mesh knows both ends. */
  calls?(cluster: ClusterRef): Promql;
  /** The same quantile by pod that answers, as the agent labels what it scrapes from annotated pods. */
  quantileByPod?(cluster: ClusterRef, share: number): Promql;
}

/**
 * The ways, best first. A minute is the shortest window that holds two samples of managed Prometheus (every 30 s).
 * Labels: Istio's standard metrics; OpenTelemetry's HTTP server metrics with Kubernetes resource attributes;
 * ingress-nginx behind a scraper that keeps the controller's own namespace, hence "exported_".
 */
export const requestWays: readonly RequestWay[] = [
  {
    name: 'Istio',
    of: 'workload',
    namespaceLabel: 'destination_workload_namespace',
    nameLabel: 'destination_workload',
    unitMs: 1,
    metric: 'istio_request_duration_milliseconds',
    quantile: ({ name }, share) =>
      promql`histogram_quantile(${share}, sum by (destination_workload_namespace, destination_workload, le) (rate(istio_request_duration_milliseconds_bucket{cluster=${name},reporter="destination"}[1m])))`,
    requests: ({ name }) =>
      promql`sum by (destination_workload_namespace, destination_workload) (rate(istio_requests_total{cluster=${name},reporter="destination"}[1m]))`,
    failures: ({ name }) =>
      promql`sum by (destination_workload_namespace, destination_workload) (rate(istio_requests_total{cluster=${name},reporter="destination",response_code=~"5.."}[1m]))`,
    quantileByPod: ({ name }, share) =>
      promql`histogram_quantile(${share}, sum by (kubernetes_namespace, kubernetes_pod_name, le) (rate(istio_request_duration_milliseconds_bucket{cluster=${name},reporter="destination",kubernetes_pod_name!=""}[1m])))`,
    calls: ({ name }) =>
      promql`sum by (source_workload_namespace, source_workload, destination_workload_namespace, destination_workload) (increase(istio_requests_total{cluster=${name},reporter="destination",source_workload!="",source_workload!="unknown"}[10m])) > 0`,
  },
  {
    name: 'OpenTelemetry',
    of: 'workload',
    namespaceLabel: 'k8s_namespace_name',
    nameLabel: 'k8s_deployment_name',
    unitMs: 1_000,
    metric: 'http_server_request_duration_seconds',
    quantile: ({ name }, share) =>
      promql`histogram_quantile(${share}, sum by (k8s_namespace_name, k8s_deployment_name, le) (rate(http_server_request_duration_seconds_bucket{cluster=${name},k8s_deployment_name!=""}[1m])))`,
    requests: ({ name }) =>
      promql`sum by (k8s_namespace_name, k8s_deployment_name) (rate(http_server_request_duration_seconds_count{cluster=${name},k8s_deployment_name!=""}[1m]))`,
    failures: ({ name }) =>
      promql`sum by (k8s_namespace_name, k8s_deployment_name) (rate(http_server_request_duration_seconds_count{cluster=${name},k8s_deployment_name!="",http_response_status_code=~"5.."}[1m]))`,
  },
  {
    name: 'NGINX ingress',
    of: 'service',
    namespaceLabel: 'exported_namespace',
    nameLabel: 'exported_service',
    unitMs: 1_000,
    metric: 'nginx_ingress_controller_request_duration_seconds',
    quantile: ({ name }, share) =>
      promql`histogram_quantile(${share}, sum by (exported_namespace, exported_service, le) (rate(nginx_ingress_controller_request_duration_seconds_bucket{cluster=${name}}[1m])))`,
    requests: ({ name }) =>
      promql`sum by (exported_namespace, exported_service) (rate(nginx_ingress_controller_requests{cluster=${name}}[1m]))`,
    failures: ({ name }) =>
      promql`sum by (exported_namespace, exported_service) (rate(nginx_ingress_controller_requests{cluster=${name},status=~"5.."}[1m]))`,
  },
];

/** A series' name of its workload or Service, "namespace/name". */
export function nameIn(labels: Record<string, string>, { namespaceLabel, nameLabel }: RequestWay): string {
  return `${labels[namespaceLabel]}/${labels[nameLabel]}`;
}

/** Values of a way's histogram in milliseconds. */
export function inMilliseconds({ times, values }: Samples, { unitMs }: RequestWay): Samples {
  return { times, values: values.map((it) => it * unitMs) };
}
