import type { Cluster } from '../estate.ts';
import type { KubePlural } from '../kubernetes/kube-kinds.ts';
import type { KubeObject } from '../kubernetes/metadata.ts';

/** What writers left on an object that the world itself does not tell: labels, annotations, who wrote, how often. */
export interface Edit {
  /** A merge patch (RFC 7386) over what the world tells. */
  overlay: Record<string, unknown>;
  /** Changes of its specification that made no new revision of a template. */
  generations: number;
  managers: { manager: string; operation: 'Update' | 'Apply'; at: Date }[];
}

/** The key of an object's edit. */
export function editKey(plural: KubePlural, namespace: string | undefined, name: string): string {
  return `${plural}/${namespace ?? ''}/${name}`;
}

/** The objects with what was written over them. */
export function edited(cluster: Cluster, plural: KubePlural, objects: KubeObject[]): KubeObject[] {
  if (cluster.edits.size === 0) return objects;
  return objects.map((object) => {
    const edit = cluster.edits.get(editKey(plural, object.metadata.namespace, object.metadata.name));
    return edit ? withEdit(object, edit) : object;
  });
}

function withEdit(object: KubeObject, { overlay, generations, managers }: Edit): KubeObject {
  const written = overlaid(object, overlay) as KubeObject;
  const { metadata, status } = written;
  const generation = typeof metadata.generation === 'number' ? metadata.generation + generations : undefined;
  return {
    ...written,
    metadata: {
      ...metadata,
      ...(generation !== undefined && { generation }),
      managedFields: managers.map(({ manager, operation, at }) => ({
        manager,
        operation,
        apiVersion: object.apiVersion,
        time: `${at.toISOString().slice(0, 19)}Z`,
        fieldsType: 'FieldsV1',
        fieldsV1: {},
      })),
    },
    ...(generation !== undefined && { status: { ...(status as object), observedGeneration: generation } }),
  };
}

/** The merge patch that makes one value of another; undefined when they are the same. */
export function difference(from: unknown, to: unknown): unknown {
  if (JSON.stringify(from) === JSON.stringify(to)) return undefined;
  if (!isFields(from) || !isFields(to)) return to;
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const change = key in to ? difference(from[key], to[key]) : null;
    if (change !== undefined) patch[key] = change;
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** One merge patch after another, as one: what is removed stays said. */
export function composed(first: unknown, second: unknown): unknown {
  if (!isFields(first) || !isFields(second)) return second;
  const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, key in second ? composed(first[key], second[key]) : first[key]]),
  );
}

function overlaid(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const result: Record<string, unknown> = isFields(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = overlaid(result[key], value);
  }
  return result;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
