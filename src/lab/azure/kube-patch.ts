import { jsonPatch } from './json-patch.ts';

type Fields = Record<string, unknown>;

/** An object after a patch of a content type; undefined for a type that the API server does not take. Throws an Error in its words. */
export function patched(object: Fields, contentType: string, patch: unknown): Fields | undefined {
  switch (contentType.split(';')[0]) {
    case 'application/json-patch+json':
      return jsonPatch(object, patch) as Fields;
    case 'application/merge-patch+json':
      return merged(object, patch, false) as Fields;
    case 'application/strategic-merge-patch+json':
      return merged(object, patch, true) as Fields;
    default:
      return undefined;
  }
}

/** What tells the items of a list apart, by the list's field; other lists are replaced as a whole. */
const mergeKeys: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  volumes: 'name',
  env: 'name',
  imagePullSecrets: 'name',
  volumeMounts: 'mountPath',
  taints: 'key',
  conditions: 'type',
  ownerReferences: 'uid',
};

function merged(target: unknown, patch: unknown, isStrategic: boolean, field = ''): unknown {
  if (isStrategic && Array.isArray(patch)) return mergedList(target, patch, keyOf(field, patch));
  if (!isFields(patch)) return patch;
  if (isStrategic && patch.$patch === 'delete') return undefined;
  const result: Fields = isFields(target) && !(isStrategic && patch.$patch === 'replace') ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (isStrategic && name.startsWith('$')) continue;
    const next = value === null ? undefined : merged(result[name], value, isStrategic, name);
    if (next === undefined) delete result[name];
    else result[name] = next;
  }
  return result;
}

function mergedList(target: unknown, patch: unknown[], key: string | undefined): unknown {
  const isReplaced = patch.some((it) => isFields(it) && it.$patch === 'replace');
  if (!key || isReplaced) return patch.filter((it) => !(isFields(it) && it.$patch === 'replace'));
  const items = Array.isArray(target) ? [...target] : [];
  for (const item of patch) {
    if (!isFields(item)) continue;
    if (item[key] === undefined)
      throw new Error(`map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`);
    const at = items.findIndex((it) => isFields(it) && it[key] === item[key]);
    const next = merged(items[at], item, true);
    if (next === undefined) items.splice(at, at < 0 ? 0 : 1);
    else if (at < 0) items.push(next);
    else items[at] = next;
  }
  return items;
}

/** Ports are told apart by the number that they have, in a container or in a service. */
function keyOf(field: string, patch: unknown[]): string | undefined {
  if (field !== 'ports') return mergeKeys[field];
  return patch.some((it) => isFields(it) && 'containerPort' in it) ? 'containerPort' : 'port';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
