import { plain } from './plain.ts';

type Labels = Readonly<Record<string, string>>;

const narrowest = ['workload', 'deployment', 'statefulset', 'daemonset', 'cronjob', 'job_name', 'pod', 'node'];
const outside = ['registry', 'repository', 'resource_id'];

/** Where something is by its labels, from the wide to the narrow: "prod-weu / payments / payments-api"; none when they do not say. */
export function incidentPlace(labels: Labels): { text: string }[] {
  const of = (name: string) => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : '');
  const clusterId = of('cluster_id');
  const cluster = of('cluster') || clusterId.slice(clusterId.lastIndexOf('/') + 1);
  const workload = narrowest.map(of).find((it) => it !== '') ?? '';
  const path = [cluster, of('namespace'), workload].filter((it) => it !== '');
  const parts = path.length > 0 ? path : outside.map(of).filter((it) => it !== '');
  return parts.length > 0 ? [{ text: parts.map((part) => plain(part, 80)).join(' / ') }] : [];
}

/** What labels name that is narrower than the place of the others: "payments-api-7c9f-a"; empty when they name nothing more. */
export function placeWithin(labels: Labels, others: Labels): string {
  const known = new Set(Object.values(others));
  // The resource of what stands in a cluster is the cluster, by its long name.
  const wider = labels.cluster || labels.cluster_id ? [] : outside;
  const name = ['pod', 'container', ...narrowest, 'namespace', 'cluster', ...wider].find(
    (it) => Object.hasOwn(labels, it) && labels[it] !== '' && !known.has(labels[it] ?? ''),
  );
  return name === undefined ? '' : plain(labels[name] ?? '', 80);
}
