/** How bad an alert is, worst first; each source's own words are mapped to these. */
export const alertSeverities = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** One of them. */
export type AlertSeverity = (typeof alertSeverities)[number];

/** One signal from a source. All its texts come from outside and are untrusted. */
export interface Alert {
  /** Name of its source on the shelf ("azure-monitor"). */
  source: string;
  /** The source's own identity of the trouble (a fingerprint, an alert's id): what comes again under it is the same one. */
  identity: string;
  status: 'firing' | 'resolved';
  severity: AlertSeverity;
  /** One line for people. */
  title: string;
  /**
   * What routes, groups, inhibitions and silences match, with Prometheus' names: alertname, severity, cluster (name),
   * cluster_id (ARM id, small letters), namespace, workload, pod, container, node, image, resource_id, and the source's
   * own. `severity` is the source's own word where it has one. `kind=event` marks what happened and is over with it (an
   * image was pushed, a node pool was rolled): it fires once, is told once, and no alert ever resolves it.
   */
  labels: Readonly<Record<string, string>>;
  /** What explains it: summary, description, runbook_url, remediation, and the source's own. */
  annotations: Readonly<Record<string, string>>;
  startsAt: Date;
  /** When it was over, for one that is resolved. */
  endsAt?: Date;
  /** Where it stands at its source; https, checked before it becomes a link. */
  link?: string;
  /** Its part of what arrived, untouched: fields that nobody reads are kept. */
  raw: unknown;
}
