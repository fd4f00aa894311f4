import { isDeepStrictEqual } from 'node:util';

interface Operation {
  op: string;
  path: string;
  value?: unknown;
}

/** A document after the operations of RFC 6902 (without move and copy). Throws an Error in the API server's words. */
export function jsonPatch(document: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations)) throw new Error('cannot decode JSON patch: it is not a list');
  const root = { '': structuredClone(document) };
  for (const { op, path, value } of operations as Operation[]) {
    const keys = String(path)
      .split('/')
      .map((it) => it.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop() ?? '';
    const holder = keys.reduce<unknown>((it, key) => child(it, key), root);
    apply(holder, last, { op, path, value });
  }
  return root[''];
}

function apply(holder: unknown, key: string, { op, path, value }: Operation): void {
  if (typeof holder !== 'object' || holder === null) throw new Error(`the path ${path} does not exist`);
  const isThere = child(holder, key) !== undefined;
  if (op !== 'add' && !isThere) throw new Error(`the path ${path} does not exist`);
  switch (op) {
    case 'test':
      if (!isDeepStrictEqual(child(holder, key), value)) throw new Error(`testing path ${path} failed`);
      return;
    case 'remove':
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete (holder as Record<string, unknown>)[key];
      return;
    case 'add':
      if (Array.isArray(holder)) holder.splice(key === '-' ? holder.length : Number(key), 0, value);
      else (holder as Record<string, unknown>)[key] = value;
      return;
    case 'replace':
      (holder as Record<string, unknown>)[key] = value;
      return;
    default:
      throw new Error(`unexpected kind: ${op}`);
  }
}

function child(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
