import { type KubePlural, kubeKinds } from '../world/kubernetes/kube-kinds.ts';
import type { Answer, Call } from './call.ts';
import { isSelected } from './kube-selectors.ts';
import type { KubeSource } from './kube-source.ts';
import { kubeStatus } from './kube-status.ts';
import { versionAt } from './kube-versions.ts';

/** A list of a kind, in one namespace or in all: selected, and paged by limit and continue. */
export function kubeList(call: Call, source: KubeSource, plural: KubePlural, namespace: string | undefined): Answer {
  const { groupVersion, kind } = kubeKinds[plural];
  if (source.tells && !source.tells(plural)) return kubeStatus(404, `nothing is known of ${plural}`);
  const token = call.query.get('continue');
  const start = token ? Number(Buffer.from(token, 'base64url').toString('utf8')) : 0;
  if (!Number.isSafeInteger(start) || start < 0) return kubeStatus(400, 'continue key is not valid');
  const all = (call.fault?.empty ? [] : source.objects(plural)).filter(
    (it) => (!namespace || it.metadata.namespace === namespace) && isSelected(it, call.query),
  );
  const end = start + (Number(call.query.get('limit') ?? 0) || all.length);
  return {
    status: 200,
    body: {
      kind: `${kind}List`,
      apiVersion: groupVersion,
      metadata: {
        resourceVersion: String(source.history?.last() ?? versionAt(call.now)),
        ...(end < all.length && {
          continue: Buffer.from(String(end)).toString('base64url'),
          remainingItemCount: all.length - end,
        }),
      },
      // Items of a list carry neither kind nor apiVersion.
      items: all.slice(start, end).map(({ kind: _kind, apiVersion: _apiVersion, ...rest }) => rest),
    },
  };
}

/** One object by its name, or the Status that says it is not there. */
export function kubeObject(
  source: KubeSource,
  plural: KubePlural,
  namespace: string | undefined,
  name: string,
): Answer {
  const found = source
    .objects(plural)
    .find((it) => it.metadata.name === name && (namespace === undefined || it.metadata.namespace === namespace));
  if (found) return { status: 200, body: found };
  const { groupVersion } = kubeKinds[plural];
  const group = groupVersion.includes('/') ? (groupVersion.split('/')[0] ?? '') : '';
  return kubeStatus(404, `${plural}${group && `.${group}`} "${name}" not found`, { resource: plural, group, name });
}
