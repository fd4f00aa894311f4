import type { ResponseContext } from '@kubernetes/client-node/dist/gen/http/http.js';
import { UpstreamError } from '../errors.ts';
import type { Work } from './access.ts';
import { parseArmId } from './arm-id.ts';
import type { KubernetesKinds } from './kubernetes.ts';
import { KubernetesChangeError, type Right, rightWords } from './kubernetes-change-error.ts';
import { changeFailure } from './kubernetes-change-failure.ts';
import { readObject } from './kubernetes-list.ts';
import { isLabel, isObjectName, isRoleName } from './kubernetes-names.ts';
import type { KubernetesReach } from './kubernetes-reach.ts';
import { groupPath, isNamespaced, listPath } from './list-path.ts';

/** One request that changes one object, or tries to. */
export interface Change<K extends keyof KubernetesKinds> {
  method: 'PATCH' | 'POST' | 'DELETE';
  kind: K;
  object: { name: string; namespace?: string | undefined };
  subresource?: 'eviction';
  dryRun: boolean;
  query?: Record<string, string>;
  contentType: string;
  body: unknown;
}

const service = 'Kubernetes API';
const verbs = { PATCH: 'patch', POST: 'create', DELETE: 'delete' } as const;

/** Sends changes, each once, and gives the object that the API server answered with. Throws KubernetesChangeError, UpstreamError. */
export function changeSender(reach: KubernetesReach, work: Work) {
  return async <K extends keyof KubernetesKinds>(clusterId: string, change: Change<K>): Promise<KubernetesKinds[K]> => {
    const target = `cluster ${parseArmId(service, clusterId).name}`;
    const { dryRun } = change;
    const right = rightFor(change);
    const path = pathOf(change, target);
    let sent = false;
    try {
      const answer = await reach(
        clusterId,
        work,
        async (apis, signal) => {
          const request = apis.change(change.method, path, change.contentType, change.body);
          for (const [name, value] of Object.entries(change.query ?? {})) request.setQueryParam(name, value);
          if (dryRun) request.setQueryParam('dryRun', 'All');
          sent = false;
          const said = await apis.send(request, signal, () => {
            sent = true;
          });
          // The one refusal after which it is tried anew: nothing was done, and the credentials may be old.
          if (said.httpStatusCode === 401) throw await changeFailure(said, right, { dryRun, target });
          return said;
        },
        true,
      );
      if (answer.httpStatusCode < 200 || answer.httpStatusCode > 299)
        throw await changeFailure(answer, right, { dryRun, target });
      return await read<KubernetesKinds[K]>(answer, change);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const isUnknown = sent && !dryRun && error.reason !== 'unauthorized';
      const failure = error instanceof KubernetesChangeError ? error : lost(error, right, { isUnknown, target });
      work.log.warn(
        { service, target, right, why: failure.why, status: failure.status, dryRun },
        'change was not made',
      );
      throw failure;
    }
  };
}

/** Without an answer: it never left, or nobody knows what became of it. */
function lost(error: UpstreamError, right: Right, { isUnknown, target }: { isUnknown: boolean; target: string }) {
  const { reason, status, retryAfterMs, message } = error;
  const words = isUnknown
    ? `did not say whether the change was made: ${rightWords(right)}`
    : reason === 'unreachable'
      ? 'could not be reached for a change; by run commands the bot only reads'
      : message;
  return new KubernetesChangeError(isUnknown ? 'unknown' : 'not-made', right, words, {
    reason,
    status,
    retryAfterMs,
    target,
    cause: error,
  });
}

async function read<T extends object>(answer: ResponseContext, { method }: Change<keyof KubernetesKinds>): Promise<T> {
  // What a deletion or an eviction answers is a Status as often as the object, and nobody reads it.
  if (method !== 'PATCH') return {} as T;
  return (await readObject<T>(answer)) as T;
}

function rightFor({ method, kind, object, subresource }: Change<keyof KubernetesKinds>): Right {
  return {
    verb: verbs[method],
    resource: subresource ? `${kind}/${subresource}` : kind,
    group: /^\/apis\/([^/]+)/.exec(groupPath(kind))?.[1] ?? '',
    namespace: isNamespaced(kind) ? object.namespace : undefined,
  };
}

/** Throws UpstreamError 'refused' for what is no name: only names become part of a path. */
function pathOf({ kind, object, subresource }: Change<keyof KubernetesKinds>, target: string): string {
  const { name, namespace } = object;
  const isName = kind.endsWith('rolebindings') ? isRoleName : isObjectName;
  const isPlaced = isNamespaced(kind) ? namespace !== undefined && isLabel(namespace) : namespace === undefined;
  if (!isName(name) || !isPlaced) throw new UpstreamError(service, 'refused', 'has nothing of such a name', { target });
  return `${listPath(kind, namespace)}/${encodeURIComponent(name)}${subresource ? `/${subresource}` : ''}`;
}
