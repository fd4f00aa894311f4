import { stringify } from 'yaml';
import type { Azure } from '../../azure/azure.ts';
import type { KubernetesKinds } from '../../azure/kubernetes.ts';
import { listOrigin } from '../../evidence/kubernetes/listed.ts';
import { redactFact } from '../../evidence/redact/redact-fact.ts';
import type { Manifest } from '../../model/manifest.ts';
import type { Subject } from '../../model/subject.ts';

/** Where each kind is listed, with the version of the API that shows it. */
const served = {
  Deployment: { plural: 'deployments', apiVersion: 'apps/v1' },
  StatefulSet: { plural: 'statefulsets', apiVersion: 'apps/v1' },
  DaemonSet: { plural: 'daemonsets', apiVersion: 'apps/v1' },
  ReplicaSet: { plural: 'replicasets', apiVersion: 'apps/v1' },
  Job: { plural: 'jobs', apiVersion: 'batch/v1' },
  CronJob: { plural: 'cronjobs', apiVersion: 'batch/v1' },
  Pod: { plural: 'pods', apiVersion: 'v1' },
  Node: { plural: 'nodes', apiVersion: 'v1' },
} as const satisfies Partial<Record<Subject['kind'], { plural: keyof KubernetesKinds; apiVersion: string }>>;

/** A kind whose objects can be shown. */
export type ShownKind = keyof typeof served;

/** What stands in every object and tells nobody anything. */
const noise = new Set(['kubectl.kubernetes.io/last-applied-configuration', 'managedFields', 'selfLink']);

/** The object of this kind and name, as YAML; undefined when there is none. Throws UpstreamError. */
export async function manifest(
  azure: Azure,
  { cluster, namespace, kind, name }: Pick<Subject, 'cluster' | 'namespace' | 'name'> & { kind: ShownKind },
  { withStatus, now }: { withStatus: boolean; now: Date },
): Promise<Manifest | undefined> {
  const { plural, apiVersion } = served[kind];
  const found = await azure.kubernetes.object<keyof KubernetesKinds>(cluster.id, plural, name, namespace || undefined);
  if (!found) return undefined;
  const { apiVersion: _version, kind: _kind, status, ...rest } = plainOf(found) as Record<string, unknown>;
  // A list's items do not say what they are.
  const object = { apiVersion, kind, ...rest, ...(withStatus && status !== undefined && { status }) };
  return {
    object: { kind, namespace, name },
    cluster: cluster.name,
    lines: {
      value: stringify(redactFact(object), { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd().split('\n'),
      source: {
        service: 'Kubernetes API',
        detail: listOrigin(plural, namespace, azure.kubernetes.wayTo(cluster.id)).detail,
      },
      at: now,
    },
    leftOut: ['managed fields', ...(withStatus || status === undefined ? [] : ['status'])],
  };
}

/** Whether an object of this kind can be shown. */
export function isShown(kind: string): kind is ShownKind {
  return kind in served;
}

/** The object as JSON has it: times as the API writes them, without what only fills the page. */
function plainOf(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) =>
      noise.has(key) || part === undefined ? [] : [[key, plainOf(part)]],
    ),
  );
}
