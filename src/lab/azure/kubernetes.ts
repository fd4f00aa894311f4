import { recordedSource } from '../recorded/recorded-source.ts';
import { type KubePlural, kubeKinds } from '../world/kubernetes/kube-kinds.ts';
import type { Answer, Call, Service } from './call.ts';
import { kubeList, kubeObject } from './kube-list.ts';
import { kubeLog } from './kube-log.ts';
import type { KubeSource } from './kube-source.ts';
import { kubeStatus, type StatusSubject } from './kube-status.ts';
import { kubeWatch } from './kube-watch.ts';
import { kubeWrite, type Written } from './kube-write.ts';
import { identityOf } from './lab-token.ts';
import { worldSource } from './world-source.ts';

const route =
  /^\/(?:api|apis\/[a-z0-9.]+)\/v\d(?:(?:alpha|beta)\d)?(?:\/namespaces\/([^/]+)(?=\/))?\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/;

/** What an API server says of a group that it serves; only that of an extension is asked for. */
const group = /^\/apis\/keda\.sh\/v1alpha1$/;
const keda = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: 'keda.sh/v1alpha1',
  resources: [{ name: 'scaledobjects', singularName: 'scaledobject', namespaced: true, kind: 'ScaledObject' }],
};

/** A cluster's API server: lists, objects, logs, and changes of objects; the path is the API server's own. */
export const kubernetes: Service = {
  api: 'kubernetes',
  audiences: /^6dae42f8-4368-4678-94ff-3960e28e3630/,
  refuse: (status, call) => kubeStatus(status, undefined, subjectOf(call)),
  answer(call) {
    const cluster = call.world.clusters.find((it) => it.fqdn === call.host);
    if (!cluster) return kubeStatus(404);
    const write = writeOf(call);
    if (write && !cluster.recorded) return kubeWrite(call, { cluster, ...write });
    const { recorded } = cluster;
    return answerFrom((now) => (recorded ? recordedSource(recorded) : worldSource(call.world, cluster, now)), call);
  },
};

function answerFrom(sourceAt: (now: Date) => KubeSource, call: Call): Answer {
  const source = sourceAt(call.now);
  if (call.path === '/version') return { status: 200, body: versionOf(source) };
  if (call.path === '/livez' || call.path === '/readyz')
    return { status: 200, body: 'ok', headers: { 'content-type': 'text/plain' } };
  if (group.test(call.path)) return source.hasKeda ? { status: 200, body: keda } : kubeStatus(404);
  const parts = route.exec(call.path);
  const plural = parts?.[2] as KubePlural | undefined;
  if (!parts || !plural || !(plural in kubeKinds) || !call.path.startsWith(prefix(plural))) return kubeStatus(404);
  if (plural === 'scaledobjects' && !source.hasKeda) return kubeStatus(404);
  if (call.method !== 'GET') return kubeStatus(405);
  const [, namespace, , name, part] = parts;
  if (part === 'log' && plural === 'pods' && namespace && name) return kubeLog(call, source, namespace, name);
  if (part) return kubeStatus(404);
  if (isWatch(call)) return kubeWatch(call, sourceAt, { plural, namespace, name });
  return name ? kubeObject(source, plural, namespace, name) : kubeList(call, source, plural, namespace);
}

/** The object that a request is to change; undefined for one that reads, or that is about no object. */
function writeOf(call: Call): Omit<Written, 'cluster'> | undefined {
  const [, namespace, plural, name, subresource] = route.exec(call.path) ?? [];
  if (call.method === 'GET' || !name || !plural || !(plural in kubeKinds)) return undefined;
  if (!call.path.startsWith(prefix(plural as KubePlural))) return undefined;
  return { namespace, plural: plural as KubePlural, name, subresource };
}

function versionOf({ version }: KubeSource) {
  const [major, minor] = version.split('.');
  return { major, minor, gitVersion: `v${version}`, platform: 'linux/amd64' };
}

function prefix(plural: KubePlural): string {
  const { groupVersion } = kubeKinds[plural];
  return groupVersion === 'v1' ? '/api/v1/' : `/apis/${groupVersion}/`;
}

const verbs: Record<string, string> = { PATCH: 'patch', POST: 'create', DELETE: 'delete', PUT: 'update' };

/** 'true' and '1' are both sent. */
function isWatch(call: Call): boolean {
  return /^(true|1)$/.test(call.query.get('watch') ?? '');
}

/** What a refusal is about: resource, API group and namespace. */
function subjectOf(call: Call): StatusSubject {
  const [, namespace, resource = '', name] = route.exec(call.path) ?? [];
  return {
    resource,
    group: /^\/apis\/([^/]+)/.exec(call.path)?.[1] ?? '',
    ...(namespace && { namespace }),
    verb: verbs[call.method] ?? (isWatch(call) ? 'watch' : name ? 'get' : 'list'),
    user: identityOf(call),
  };
}
