import { UpstreamError } from '../errors.ts';
import type { KubernetesKinds } from './kubernetes.ts';
import { isLabel, isObjectName } from './kubernetes-names.ts';

/** A container's log as it is asked for: of its life now, or of the one before. */
export interface CommandLog {
  namespace: string;
  name: string;
  container: string;
  previous: boolean;
  tailLines: number;
  timestamps?: boolean;
}

const isKind = (kind: string) => /^[a-z]{2,40}$/.test(kind);

/** `kubectl get` of lists in a namespace. Throws UpstreamError 'refused' for what is no name. */
export function listWords(kinds: Iterable<keyof KubernetesKinds>, namespace: string, target: string): string {
  const list = [...kinds].map((it) => checked(it, isKind, target)).join(',');
  return `kubectl get ${list} -n ${checked(namespace, isLabel, target)} -o json`;
}

/** `kubectl get` of one object; without a namespace, of one that lives in none. Throws UpstreamError 'refused' for what is no name. */
export function objectWords(
  kind: keyof KubernetesKinds,
  name: string,
  namespace: string | undefined,
  target: string,
): string {
  const where = namespace ? ` -n '${checked(namespace, isLabel, target)}'` : '';
  return `kubectl get ${checked(kind, isKind, target)} '${checked(name, isObjectName, target)}'${where} -o json`;
}

/**
 * `kubectl logs` of many containers, one after the other: of each its last bytes, then a line with the mark, its number
 * and its exit code. The mark must be one that no log can know. Throws UpstreamError 'refused' for what is no name.
 */
export function logWords(logs: readonly CommandLog[], bytesEach: number, mark: string, target: string): string {
  return logs
    .map(({ namespace, name, container, previous, tailLines, timestamps }, index) => {
      const pod = `'${checked(name, isObjectName, target)}' -n '${checked(namespace, isLabel, target)}'`;
      const which = `${pod} -c '${checked(container, isLabel, target)}'${previous ? ' --previous' : ''}`;
      const stamps = timestamps ? ' --timestamps' : '';
      const read = `o=$(kubectl logs ${which} --tail=${Math.floor(tailLines)}${stamps} 2>&1); s=$?`;
      // The end is what tells: limits of kubectl's own would cut it off.
      return `${read}; printf '%s' "$o" | tail -c ${Math.floor(bytesEach)}; printf '\\n%s %s %s\\n' '${mark}' ${index} "$s"`;
    })
    .join('; ');
}

function checked(name: string, isAllowed: (name: string) => boolean, target: string): string {
  if (isAllowed(name)) return name;
  throw new UpstreamError('Kubernetes API', 'refused', 'has nothing of such a name', { target });
}
