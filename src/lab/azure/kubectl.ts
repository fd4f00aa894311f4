import { type KubePlural, kubeKinds } from '../world/kubernetes/kube-kinds.ts';
import type { ApiLogLine, KubeSource } from './kube-source.ts';

/** What a command came to: its output, standard error among it. */
export interface CommandResult {
  exitCode: number;
  text: string;
}

const lists = /^kubectl get ([a-z,]+) -n ([a-z0-9-]+) -o json$/;
const object = /^kubectl get ([a-z]+) '([a-z0-9.-]+)'(?: -n '([a-z0-9-]+)')? -o json$/;
const log =
  /(?:^|; )o=\$\(kubectl logs '([a-z0-9.-]+)' -n '([a-z0-9-]+)' -c '([a-z0-9-]+)'( --previous)? --tail=(\d+)( --timestamps)? 2>&1\); s=\$\?; printf '%s' "\$o" \| tail -c (\d+); printf '\\n%s %s %s\\n' '([a-z0-9-]+)' (\d+) "\$s"/y;

/** Runs the few commands that are known here: lists in a namespace, one object, and logs one after the other. */
export function kubectl(command: string, source: KubeSource): CommandResult {
  const [, kinds, namespace] = lists.exec(command) ?? [];
  if (kinds !== undefined) return listed(kinds.split(','), namespace, source);
  const [, kind, name, where] = object.exec(command) ?? [];
  if (kind !== undefined) return one(kind, name ?? '', where, source);
  return (
    logsOf(command, source) ?? { exitCode: 1, text: 'error: the lab knows "kubectl get" and "kubectl logs" alone' }
  );
}

function listed(plurals: string[], namespace: string | undefined, source: KubeSource): CommandResult {
  const unknown = plurals.find((it) => !(it in kubeKinds));
  if (unknown !== undefined) return unknownKind(unknown);
  const items = plurals.flatMap((plural) =>
    source.objects(plural as KubePlural).filter(({ metadata }) => metadata.namespace === namespace),
  );
  const list = { apiVersion: 'v1', kind: 'List', items, metadata: { resourceVersion: '' } };
  return { exitCode: 0, text: JSON.stringify(list, null, 4) };
}

function one(plural: string, name: string, namespace: string | undefined, source: KubeSource): CommandResult {
  if (!(plural in kubeKinds)) return unknownKind(plural);
  const found = source
    .objects(plural as KubePlural)
    .find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  if (!found) return { exitCode: 1, text: `Error from server (NotFound): ${plural} "${name}" not found` };
  return { exitCode: 0, text: JSON.stringify(found, null, 4) };
}

function unknownKind(plural: string): CommandResult {
  return { exitCode: 1, text: `error: the server doesn't have a resource type "${plural}"` };
}

/** As a shell says it: each log's last bytes, then the line that ends it. */
function logsOf(command: string, source: KubeSource): CommandResult | undefined {
  log.lastIndex = 0;
  let text = '';
  let read = 0;
  for (let found = log.exec(command); found; found = log.exec(command)) {
    const [whole, pod = '', namespace = '', container = '', previous, tail, stamped, bytes, mark, index] = found;
    const said = source.log({ namespace, pod, container, previous: previous !== undefined });
    const isLog = Array.isArray(said);
    const words = isLog
      ? linesOf(said, Number(tail), stamped !== undefined)
      : `Error from server (${reasonOf(said.status)}): no such log`;
    text += `${Buffer.from(words).subarray(-Number(bytes)).toString('utf8')}\n${mark} ${index} ${isLog ? 0 : 1}\n`;
    read += whole.length;
  }
  return read === command.length && read > 0 ? { exitCode: 0, text } : undefined;
}

function linesOf(lines: readonly ApiLogLine[], tail: number, isStamped: boolean): string {
  return lines
    .slice(-tail)
    .map(({ at, text }) => (isStamped && at ? `${at.toISOString()} ${text}` : text))
    .join('\n');
}

function reasonOf(status: number): string {
  return status === 404 ? 'NotFound' : 'BadRequest';
}
