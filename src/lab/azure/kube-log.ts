import type { Answer, Call } from './call.ts';
import type { KubeSource } from './kube-source.ts';

/** A container's log as text: the last lines, the lines since a moment, with times, and up to a size, as asked. */
export function kubeLog(call: Call, source: KubeSource, namespace: string, pod: string): Answer {
  const { query } = call;
  const previous = query.get('previous') === 'true';
  const lines = source.log({ namespace, pod, container: query.get('container') ?? undefined, previous });
  if (!Array.isArray(lines)) return lines;
  const seconds = query.get('sinceSeconds');
  const since = seconds ? call.now.getTime() - Number(seconds) * 1_000 : Date.parse(query.get('sinceTime') ?? '');
  const tail = query.get('tailLines');
  const stamp = query.get('timestamps') === 'true';
  const recent = call.fault?.empty ? [] : lines.filter(({ at }) => !at || !(at.getTime() < since));
  const kept = tail ? recent.slice(Math.max(0, recent.length - Number(tail))) : recent;
  const text = kept.map((it) => `${stamp && it.at ? `${it.at.toISOString()} ` : ''}${it.text}\n`).join('');
  const limit = query.get('limitBytes');
  return {
    status: 200,
    headers: { 'content-type': 'text/plain' },
    // The API server, too, cuts wherever the size ends.
    body: limit ? Buffer.from(text).subarray(0, Number(limit)).toString('utf8') : text,
  };
}
