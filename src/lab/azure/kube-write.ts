import type { Audit } from '../world/changes/audit.ts';
import { removePod } from '../world/changes/change-pod.ts';
import { difference } from '../world/changes/edit.ts';
import { writeObject } from '../world/changes/write-object.ts';
import type { Cluster } from '../world/estate.ts';
import { type KubePlural, kubeKinds } from '../world/kubernetes/kube-kinds.ts';
import type { KubeObject } from '../world/kubernetes/metadata.ts';
import { kubeObjects } from '../world/kubernetes/objects.ts';
import { type Answer, type Call, jsonBody } from './call.ts';
import { kubeApply } from './kube-apply.ts';
import { kubeEvict } from './kube-evict.ts';
import { patched } from './kube-patch.ts';
import { kubeStatus } from './kube-status.ts';
import { unknownFields } from './kube-strict.ts';
import { faultsOf } from './kube-validate.ts';
import { isPatchable, versioned } from './kube-versions.ts';
import { identityOf } from './lab-token.ts';

/** What a write is about. */
export interface Written {
  cluster: Cluster;
  plural: KubePlural;
  namespace: string | undefined;
  name: string;
  subresource: string | undefined;
}

const deletable = new Set<KubePlural>(['pods', 'networkpolicies', 'rolebindings', 'clusterrolebindings']);

/** Answers a write of the API server, makes it in the world unless it is a dry run, and keeps it in the audit log. */
export function kubeWrite(call: Call, what: Written): Answer {
  const answer = decide(call, what);
  const { cluster, plural, namespace, name, subresource } = what;
  const verbs: Record<string, Audit['verb']> = { PATCH: 'patch', POST: 'create', DELETE: 'delete', PUT: 'update' };
  const apiGroup = groupOf(plural);
  cluster.audits.push({
    at: call.now,
    user: identityOf(call),
    userAgent: call.headers['user-agent'] ?? '',
    verb: verbs[call.method] ?? 'update',
    uri: `${call.path}${call.query.size > 0 ? `?${call.query}` : ''}`,
    object: {
      resource: plural,
      name,
      ...(namespace && { namespace }),
      ...(apiGroup && { apiGroup }),
      ...(subresource && { subresource }),
    },
    code: answer.status,
    request: jsonBody(call),
  });
  return answer;
}

function decide(call: Call, what: Written): Answer {
  const { plural, name, subresource } = what;
  const body = call.body === '' ? {} : jsonBody(call);
  if (!body) return kubeStatus(400, 'error decoding patch: invalid JSON');
  if (subresource === 'eviction' && plural === 'pods' && call.method === 'POST') return kubeEvict(call, what, body);
  if (subresource) return kubeStatus(405);
  const isApply = call.headers['content-type']?.startsWith('application/apply-patch+yaml') ?? false;
  if (call.method === 'PATCH' && isApply) return kubeApply(call, what, body);
  const before = objectOf(call, what);
  if (!before) return missing(what);
  if (call.method === 'PATCH' && isPatchable(plural)) return patch(call, what, before, body);
  if (call.method === 'DELETE' && deletable.has(plural)) return remove(call, what, before, body);
  return kubeStatus(405, undefined, { resource: plural, group: groupOf(plural), name });
}

/** The object as the API server has it now. */
export function objectOf({ world, now }: Call, { cluster, plural, namespace, name }: Written): KubeObject | undefined {
  const found = kubeObjects(world, cluster, plural, now).find(
    (it) => it.metadata.name === name && (namespace === undefined || it.metadata.namespace === namespace),
  );
  return found && versioned(cluster, [found], now)[0];
}

/** The answer for an object that is not there. */
export function missing({ plural, name }: Written): Answer {
  return kubeStatus(404, `${fullName(plural)} "${name}" not found`, { resource: plural, group: groupOf(plural), name });
}

function patch(call: Call, what: Written, before: KubeObject, body: object): Answer {
  const { plural, name } = what;
  const { kind } = kubeKinds[plural];
  const about = { resource: plural, group: groupOf(plural), name };
  let after: KubeObject | undefined;
  try {
    after = patched(before, call.headers['content-type'] ?? '', body) as KubeObject | undefined;
  } catch (error) {
    return kubeStatus(
      422,
      `the server rejected our request due to an error in our request: ${(error as Error).message}`,
      about,
    );
  }
  if (!after)
    return kubeStatus(
      415,
      `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml`,
    );
  const unknown = call.query.get('fieldValidation') === 'Strict' ? unknownFields(kind, after) : [];
  if (unknown.length > 0) return undecodable(call.body, unknown);
  if (after.metadata.resourceVersion !== before.metadata.resourceVersion) return conflict(what);
  if (after.metadata.name !== name)
    return kubeStatus(400, 'the name of the object does not match the name on the URL', about);
  after.status = before.status;
  const faults = faultsOf(kind, before, after);
  if (faults.length > 0)
    return kubeStatus(
      422,
      `${kind}${about.group && `.${about.group}`} "${name}" is invalid: ${faults.map((it) => `${it.field}: ${it.message}`).join(', ')}`,
      about,
    );
  return written(call, what, { before, after, operation: 'Update' });
}

/** 422 without a kind: the API server found it before it had an object. */
function undecodable(body: string, unknown: string[]): Answer {
  const why = `strict decoding error: ${unknown.map((it) => `unknown field "${it}"`).join(', ')}`;
  return kubeStatus(422, ` "" is invalid: patch: Invalid value: ${JSON.stringify(body)}: ${why}`);
}

/** Keeps an object that was accepted, and answers with it; a dry run answers with what would be. */
export function written(
  call: Call,
  what: Written,
  it: { before: KubeObject; after: KubeObject; operation: 'Update' | 'Apply' },
): Answer {
  const { cluster, plural } = what;
  const { before, after } = it;
  if (call.query.get('dryRun') === 'All') {
    const generation = before.metadata.generation;
    const isNew = typeof generation === 'number' && difference(before.spec, after.spec) !== undefined;
    return {
      status: 200,
      body: isNew ? { ...after, metadata: { ...after.metadata, generation: generation + 1 } } : after,
    };
  }
  const manager = call.query.get('fieldManager') ?? 'unknown';
  if (difference(before, after) !== undefined) writeObject(call.world, cluster, { plural, ...it, manager }, call.now);
  return { status: 200, body: objectOf(call, what) ?? after };
}

function remove(call: Call, what: Written, before: KubeObject, body: Record<string, unknown>): Answer {
  const { cluster, plural, namespace, name } = what;
  const wanted = (body.preconditions ?? {}) as { uid?: string; resourceVersion?: string };
  const { uid, resourceVersion } = before.metadata;
  if (wanted.uid && wanted.uid !== uid)
    return conflict(what, `Precondition failed: UID in precondition: ${wanted.uid}, UID in object meta: ${uid}`);
  if (wanted.resourceVersion && wanted.resourceVersion !== resourceVersion)
    return conflict(
      what,
      `Precondition failed: ResourceVersion in precondition: ${wanted.resourceVersion}, ResourceVersion in object meta: ${resourceVersion}`,
    );
  const isTrial = Array.isArray(body.dryRun) ? body.dryRun.includes('All') : call.query.get('dryRun') === 'All';
  if (!isTrial && plural === 'pods') {
    const pod = call.world.pods(cluster, call.now).find((it) => it.uid === uid);
    if (pod) removePod(call.world, cluster, pod, call.now, body.gracePeriodSeconds === 0 ? 0 : undefined);
  } else if (!isTrial) {
    cluster.declared = cluster.declared.filter(
      (it) => it.kind !== before.kind || it.name !== name || it.namespace !== (namespace ?? ''),
    );
  }
  const details = { name, group: groupOf(plural), kind: plural, uid };
  return { status: 200, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details } };
}

/** 409, in the API server's words. */
export function conflict(
  { plural, name }: Written,
  why = 'the object has been modified; please apply your changes to the latest version and try again',
): Answer {
  const group = groupOf(plural);
  return kubeStatus(409, `Operation cannot be fulfilled on ${fullName(plural)} "${name}": ${why}`, {
    resource: plural,
    group,
    name,
  });
}

function groupOf(plural: KubePlural): string {
  const { groupVersion } = kubeKinds[plural];
  return groupVersion.includes('/') ? (groupVersion.split('/')[0] ?? '') : '';
}

function fullName(plural: KubePlural): string {
  const group = groupOf(plural);
  return `${plural}${group && `.${group}`}`;
}
