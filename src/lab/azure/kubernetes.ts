import { containerRun } from '../world/container-run.ts';
import type { Cluster } from '../world/estate.ts';
import type { KubeObject } from '../world/kubernetes/metadata.ts';
import { type KubePlural, kubeKinds, kubeObjects } from '../world/kubernetes/objects.ts';
import { containerLog } from '../world/kubernetes/pod-log.ts';
import type { Answer, Call, Service } from './call.ts';
import { kubeStatus } from './kube-status.ts';

const route =
  /^\/(?:api\/v1|apis\/(?:apps|batch|discovery\.k8s\.io|storage\.k8s\.io)\/v1)(?:\/namespaces\/([^/]+)(?=\/))?\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/;

/** A cluster's API server: lists, objects, logs; the path is the API server's own. */
export const kubernetes: Service = {
  api: 'kubernetes',
  audiences: /^6dae42f8-4368-4678-94ff-3960e28e3630/,
  refuse: (status, call) => kubeStatus(status, undefined, subjectOf(call)),
  answer(call) {
    const cluster = call.world.clusters.find((it) => it.fqdn === call.host);
    if (!cluster) return kubeStatus(404, 'the server could not find the requested resource');
    if (call.path === '/version')
      return {
        status: 200,
        body: {
          major: '1',
          minor: cluster.version.split('.')[1],
          gitVersion: `v${cluster.version}`,
          platform: 'linux/amd64',
        },
      };
    if (call.path === '/livez' || call.path === '/readyz')
      return { status: 200, body: 'ok', headers: { 'content-type': 'text/plain' } };
    const parts = route.exec(call.path);
    const plural = parts?.[2] as KubePlural | undefined;
    if (!parts || !plural || !(plural in kubeKinds) || !call.path.startsWith(prefix(plural)))
      return kubeStatus(404, 'the server could not find the requested resource');
    if (call.method !== 'GET')
      return kubeStatus(405, 'the server does not allow this method on the requested resource');
    const [, namespace, , name, part] = parts;
    if (part === 'log' && plural === 'pods' && namespace && name) return podLog(call, cluster, namespace, name);
    if (part) return kubeStatus(404, 'the server could not find the requested resource');
    return name ? one(call, cluster, plural, namespace, name) : list(call, cluster, plural, namespace);
  },
};

function prefix(plural: KubePlural): string {
  const { groupVersion } = kubeKinds[plural];
  return groupVersion === 'v1' ? '/api/v1/' : `/apis/${groupVersion}/`;
}

/** What a refusal is about: resource, API group and namespace. */
function subjectOf(call: Call): { resource: string; group: string; namespace?: string; verb: string } {
  const [, namespace, resource = '', name] = route.exec(call.path) ?? [];
  return {
    resource,
    group: /^\/apis\/([^/]+)/.exec(call.path)?.[1] ?? '',
    ...(namespace && { namespace }),
    verb: name ? 'get' : 'list',
  };
}

function one(call: Call, cluster: Cluster, plural: KubePlural, namespace: string | undefined, name: string): Answer {
  const found = kubeObjects(call.world, cluster, plural, call.now).find(
    (it) => it.metadata.name === name && (it.metadata.namespace ?? undefined) === namespace,
  );
  const { group } = subjectOf(call);
  return found
    ? { status: 200, body: found }
    : kubeStatus(404, `${plural}${group && `.${group}`} "${name}" not found`, { resource: plural, group, name });
}

function list(call: Call, cluster: Cluster, plural: KubePlural, namespace: string | undefined): Answer {
  const { groupVersion, kind } = kubeKinds[plural];
  const all = (call.fault?.empty ? [] : kubeObjects(call.world, cluster, plural, call.now)).filter(
    (it) => (!namespace || it.metadata.namespace === namespace) && selected(it, call),
  );
  const limit = Number(call.query.get('limit') ?? 0) || all.length;
  const token = call.query.get('continue');
  const start = token ? Number(Buffer.from(token, 'base64url').toString('utf8')) : 0;
  if (Number.isNaN(start)) return kubeStatus(400, 'continue key is not valid');
  const end = start + limit;
  const more = end < all.length;
  return {
    status: 200,
    body: {
      kind: `${kind}List`,
      apiVersion: groupVersion,
      metadata: {
        resourceVersion: String(Math.floor(call.now.getTime() / 1_000) - 1_500_000_000),
        ...(more && { continue: Buffer.from(String(end)).toString('base64url'), remainingItemCount: all.length - end }),
      },
      // Items of a list carry neither kind nor apiVersion.
      items: all.slice(start, end).map(({ kind: _kind, apiVersion: _apiVersion, ...rest }) => rest),
    },
  };
}

/** labelSelector with = and ==, and the field selectors that our fields can answer. */
function selected(object: KubeObject, call: Call): boolean {
  const pairs = (text: string | null): [string, boolean, string][] =>
    (text ?? '')
      .split(',')
      .filter(Boolean)
      .map((it) => {
        const [key = '', value = ''] = it.split(/!?==?/);
        return [key, !it.includes('!='), value];
      });
  const field = (path: string): unknown =>
    path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
  return (
    pairs(call.query.get('labelSelector')).every(
      ([key, wanted, value]) => (object.metadata.labels?.[key] === value) === wanted,
    ) &&
    pairs(call.query.get('fieldSelector')).every(
      ([key, wanted, value]) => (String(field(key) ?? '') === value) === wanted,
    )
  );
}

function podLog(call: Call, cluster: Cluster, namespace: string, name: string): Answer {
  const pod = call.world.pods(cluster, call.now).find((it) => it.name === name && it.workload.namespace === namespace);
  if (!pod) return kubeStatus(404, `pods "${name}" not found`, { resource: 'pods', group: '', name });
  const containers = pod.containers.filter((it) => !it.init);
  const asked = call.query.get('container');
  const container = asked ? pod.containers.find((it) => it.name === asked) : containers[0];
  if (!container) return kubeStatus(400, `container ${asked} is not valid for pod ${name}`);
  const previous = call.query.get('previous') === 'true';
  const lines = pod.pending ? [] : containerLog(pod, container, previous, call.now);
  const waiting = containerRun(pod, container, call.now).waiting;
  if (!lines && !previous && waiting)
    return kubeStatus(
      400,
      `container "${container.name}" in pod "${name}" is waiting to start: ${waiting.reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : waiting.reason}`,
    );
  if (!lines) return kubeStatus(400, `previous terminated container "${container.name}" in pod "${name}" not found`);
  const tail = call.query.get('tailLines');
  const kept = call.fault?.empty ? [] : tail ? lines.slice(-Number(tail)) : lines;
  const stamp = call.query.get('timestamps') === 'true';
  return {
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: kept.map((it) => `${stamp ? `${it.at.toISOString()} ` : ''}${it.text}\n`).join(''),
  };
}
