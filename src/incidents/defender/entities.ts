import { caseBlind } from '../reading/case-blind.ts';
import { recordOf } from '../reading/record-of.ts';
import { textOf } from '../reading/text-of.ts';

/** A thing that an alert names, its fields read in whatever case. */
export interface Entity {
  /** Small letters and digits: "K8s-pod" is k8spod. */
  type: string;
  field: ReturnType<typeof caseBlind>;
}

/** More than this no alert needs to be understood. */
const most = 200;

const workloads = new Set([
  'k8sdeployment',
  'k8sstatefulset',
  'k8sdaemonset',
  'k8sreplicaset',
  'k8sjob',
  'k8scronjob',
  'k8scontroller',
]);

/**
 * The entities of an alert, with references followed one step: an entity is written out where it first appears, at
 * the top or inside another, and later stands as {"$ref": "4"} for {"$id": "4"}.
 */
export function entitiesOf(value: unknown): Entity[] {
  const list = typeof value === 'string' ? parsed(value) : value;
  if (!Array.isArray(list)) return [];
  const top = list.slice(0, most);
  const all = [...top, ...top.flatMap((it) => Object.values(recordOf(it) ?? {}))].filter((it) => recordOf(it));
  const byId = new Map<string, unknown>();
  for (const it of all) {
    const id = textOf(caseBlind(it)('$id'));
    if (id !== undefined && !byId.has(id)) byId.set(id, it);
  }
  return all.map((it) => {
    const own = caseBlind(it);
    const follow = (name: string) => {
      const found = own(name);
      const ref = textOf(recordOf(found) && caseBlind(found)('$ref'));
      return ref === undefined ? found : byId.get(ref);
    };
    return { type: (textOf(own('Type')) ?? '').toLowerCase().replace(/[^a-z0-9]/g, ''), field: follow };
  });
}

/** The labels that entities tell; the first of a kind counts, for an alert that names many is about the first. */
export function entityLabels(entities: readonly Entity[]): Record<string, string> {
  const labels: Record<string, string> = {};
  const tell = (label: string, value: unknown) => {
    const text = textOf(value);
    if (text !== undefined) labels[label] ??= text;
  };
  for (const { type, field } of entities) {
    const name = field('Name') ?? field('HostName');
    if (type === 'k8scluster') tell('cluster', name);
    if (type === 'k8snamespace') tell('namespace', name);
    if (type === 'k8snode' || type === 'host') tell('node', name);
    if (type === 'containerimage') tell('image', field('ImageId') ?? name);
    if (type === 'container') tell('container', name);
    if (workloads.has(type)) tell('workload', name);
    if (type === 'k8spod') tell('pod', name);
    if (type === 'k8spod' || workloads.has(type)) {
      const namespace = field('Namespace');
      tell('namespace', textOf(namespace) ?? caseBlind(namespace)('Name'));
    }
  }
  return labels;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Entities that are not JSON tell no labels; the whole stands in `raw`.
    return undefined;
  }
}
