import { UpstreamError } from '../../errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { ClusterRef } from '../../model/subject.ts';

/** Prometheus answers, and has none of the metrics that tell something; no permission would mend it. */
export class NotMeasured extends UpstreamError {
  readonly why: string;
  readonly next: string;

  constructor(cluster: ClusterRef, { why, next }: { why: string; next: string }) {
    super('Prometheus', 'not-found', `Prometheus of ${cluster.name} has no such series.`);
    this.why = why;
    this.next = next;
  }

  /** The gap for what could not be read. */
  gap(what: string): Gap {
    return { what, service: 'Prometheus', why: this.why, next: this.next };
  }
}

/** No way of measuring requests answered. */
export function noRequests(cluster: ClusterRef): NotMeasured {
  return new NotMeasured(cluster, {
    why: `Prometheus of ${cluster.name} has had no request metrics of Istio, OpenTelemetry or NGINX ingress in the last hour.`,
    next: 'Let managed Prometheus scrape them: annotate the pods with prometheus.io/scrape and name their namespaces in ama-metrics-settings-configmap.',
  });
}
