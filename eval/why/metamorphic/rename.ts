import { mapStrings, type RecordedCase, type Transformation } from './recorded-case.ts';

const workloadKinds = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** Kubernetes' own, though a namespace is called "default" too. */
const scheduler = 'default-scheduler';

/** Every workload, node and namespace has another name, everywhere: no answer may hang on what things are called. */
export const renameEverything: Transformation = {
  name: 'renamed',
  apply(recorded) {
    const names = namesOf(recorded);
    const pattern = patternOf(names);
    const { id, now, expected, ...rest } = recorded;
    return {
      ...mapStrings(rest, (text) =>
        text === scheduler ? text : text.replace(pattern, (name) => names.get(name) ?? name),
      ),
      id,
      now,
      expected,
    } as RecordedCase;
  },
  renamed(object, recorded) {
    const [kind = '', name = ''] = object.split(/\/(.*)/);
    return `${kind}/${namesOf(recorded).get(name) ?? name}`;
  },
};

function namesOf({ kubernetes, namespace }: RecordedCase): Map<string, string> {
  const named = (wanted: (kind: string) => boolean) =>
    kubernetes.items
      .filter(
        ({ kind, metadata }) => wanted(kind) && (!namespace || !metadata.namespace || metadata.namespace === namespace),
      )
      .map(({ metadata }) => metadata.name);
  const workloads = [...new Set(named((kind) => workloadKinds.has(kind)))].sort();
  // A node called by a plain word, "master", shares it with labels that mean something.
  const nodes = [...new Set(named((kind) => kind === 'Node'))].filter((name) => /\d/.test(name)).sort();
  return new Map([
    ...workloads.map((name, index) => [name, `unit${index + 10}x`] as const),
    ...nodes.map((name, index) => [name, `vmss${index + 10}y`] as const),
    ...(namespace ? [[namespace, 'areaz'] as const] : []),
  ]);
}

/** Whole names, also as the first part of a pod's name; longest first, so that no name is taken for a part of another. */
function patternOf(names: ReadonlyMap<string, string>): RegExp {
  const escaped = [...names.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![A-Za-z0-9-])(?:${escaped.join('|') || '(?!)'})(?![A-Za-z0-9])`, 'g');
}
