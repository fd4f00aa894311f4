import type { Clock } from '../../model/clock.ts';
import { type KubePlural, kubeKinds } from '../world/kubernetes/kube-kinds.ts';
import type { Answer, Call, Lines } from './call.ts';
import { isSelected } from './kube-selectors.ts';
import type { ApiObject, KubeSource } from './kube-source.ts';
import { kubeStatus } from './kube-status.ts';
import { versionAt } from './kube-versions.ts';

/** Which objects are watched. */
export interface Watched {
  plural: KubePlural;
  namespace: string | undefined;
  /** One object alone, as with fieldSelector metadata.name. */
  name: string | undefined;
}

/** The world is looked at so often: it changes by the clock. */
const lookEveryMs = 250;
const bookmarkEveryMs = 60_000;
const usualSeconds = 1_800;
/** Older versions are forgotten, as by an API server's compaction. */
const rememberedSeconds = 300;

/** Answers with what changes from a version on, a line each, until timeoutSeconds are over or the client goes. */
export function kubeWatch(call: Call, sourceAt: (now: Date) => KubeSource, watched: Watched): Answer {
  const from = call.query.get('resourceVersion') ?? '';
  if (!/^\d{0,15}$/.test(from))
    return kubeStatus(400, `resourceVersion: Invalid value: ${JSON.stringify(from)}: a number is expected`);
  return {
    status: 200,
    stream: (out, clock) => follow({ call, clock, sourceAt, out, ...watched, from: Number(from) }),
  };
}

interface Following extends Watched {
  call: Call;
  clock: Clock;
  sourceAt(now: Date): KubeSource;
  out: Lines;
  from: number;
}

function follow({ call, clock, sourceAt, out, plural, namespace, name, from }: Following): () => void {
  const seen = new Map<string, ApiObject>();
  const tell = (type: string, object: object) => out.write({ type, object });
  const isMeant = (it: ApiObject) =>
    (!namespace || it.metadata.namespace === namespace) &&
    (!name || it.metadata.name === name) &&
    isSelected(it, call.query);

  /** `since`, for the first look: what was so at that version already is not told. */
  function look(since?: number): void {
    const { objects, history } = sourceAt(clock.now());
    const here = (call.fault?.empty ? [] : objects(plural)).filter(isMeant).sort(byVersion);
    const keys = new Set(here.map(keyOf));
    const gone = (history?.gone(plural) ?? []).filter((it) => isMeant(it.object));
    const unseen = gone.filter((it) => since && versionOf(it.object) > since && it.created <= since);
    for (const it of [...seen.values(), ...unseen.map(({ object }) => object)]) {
      if (keys.has(keyOf(it))) continue;
      seen.delete(keyOf(it));
      tell('DELETED', gone.find(({ object }) => keyOf(object) === keyOf(it))?.object ?? it);
    }
    for (const it of here) {
      const before = seen.get(keyOf(it));
      seen.set(keyOf(it), it);
      if (before ? versionOf(before) === versionOf(it) : since && versionOf(it) <= since) continue;
      const isKnown = before ?? (since && (history?.created(it) ?? 0) <= since);
      tell(isKnown ? 'MODIFIED' : 'ADDED', it);
    }
  }

  const oldest = versionAt(call.now) - rememberedSeconds;
  if (from > 0 && from < oldest) {
    tell('ERROR', kubeStatus(410, `too old resource version: ${from} (${oldest})`).body as object);
    out.end();
    return () => undefined;
  }
  const { groupVersion: apiVersion, kind } = kubeKinds[plural];
  const bookmark = () => {
    if (call.query.get('allowWatchBookmarks') !== 'true') return;
    const { history } = sourceAt(clock.now());
    const resourceVersion = String(history?.last() ?? versionAt(clock.now()));
    tell('BOOKMARK', { kind, apiVersion, metadata: { resourceVersion, creationTimestamp: null } });
  };
  look(from);
  const repeating = (ms: number, work: () => void): (() => void) => {
    let cancel = clock.after(ms, again);
    function again(): void {
      work();
      cancel = clock.after(ms, again);
    }
    return () => cancel();
  };
  const stops = [
    repeating(lookEveryMs, () => look()),
    repeating(bookmarkEveryMs, bookmark),
    clock.after((Number(call.query.get('timeoutSeconds')) || usualSeconds) * 1_000, () => {
      bookmark();
      out.end();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function keyOf({ metadata }: ApiObject): string {
  return metadata.uid ?? `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** Of a recording, where nothing changes: 0. */
function versionOf({ metadata }: ApiObject): number {
  return Number(metadata.resourceVersion) || 0;
}

function byVersion(one: ApiObject, other: ApiObject): number {
  return versionOf(one) - versionOf(other);
}
