import { isSecretName, withoutSecrets } from '../../model/without-secrets.ts';

/** Fields that Kubernetes and Azure fill themselves: nothing secret stands there, and there are very many of them. */
const plain = new Set(
  'apiVersion containerID creationTimestamp hostIP imageID kind namespace nodeName phase podIP resourceVersion type uid'.split(
    ' ',
  ),
);
const mark = '[redacted]';

/**
 * A fact without secrets, before anything judges it: texts by `withoutSecrets`, and whole values whose name says what
 * they are (a variable DB_PASSWORD, a key of a ConfigMap). What holds none is the same object as before.
 */
export function redactFact<T>(fact: T): T {
  const seen = new Map<string, string>();
  if (!Array.isArray(fact)) return walk(fact, seen) as T;
  return listOf(fact, (item) => redactItem(item, seen)) as T;
}

const redacted = new WeakMap<object, unknown>();

/** The same objects of the API are in the facts of many collectors, and nobody changes them: each is gone through once. */
function redactItem(item: unknown, seen: Map<string, string>): unknown {
  if (typeof item !== 'object' || item === null) return walk(item, seen);
  const known = redacted.get(item) ?? walk(item, seen);
  redacted.set(item, known);
  return known;
}

function walk(value: unknown, seen: Map<string, string>): unknown {
  if (typeof value === 'string') return text(value, seen);
  if (Array.isArray(value)) return listOf(value, (part) => walk(part, seen));
  if (typeof value === 'object' && value !== null && isPlain(value)) return object(value, seen);
  return value;
}

/** The same texts come again and again: labels, images, messages. */
function text(value: string, seen: Map<string, string>): string {
  if (value.length < 8) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const left = withoutSecrets(value);
  seen.set(value, left);
  return left;
}

function listOf(values: unknown[], change: (value: unknown) => unknown): unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, value] of values.entries()) {
    const left = change(value);
    if (left === value) continue;
    copy ??= [...values];
    copy[index] = left;
  }
  return copy ?? values;
}

function object(fields: Record<string, unknown>, seen: Map<string, string>): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  for (const key in fields) {
    if (plain.has(key)) continue;
    const value = fields[key];
    const left = isNamedSecret(fields, key, value) ? mark : walk(value, seen);
    if (left === value) continue;
    copy ??= { ...fields };
    copy[key] = left;
  }
  return copy ?? fields;
}

/** A text under a secret's name; or the value of a variable that has such a name. A reference to a Secret is none. */
function isNamedSecret(fields: Record<string, unknown>, key: string, value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || value === mark) return false;
  const name = key === 'value' && typeof fields.name === 'string' ? fields.name : key;
  return isSecretName(name) && !('kind' in fields) && !isReference(value);
}

/** Kubernetes puts another variable's value in its place; the text itself tells nothing. */
function isReference(value: string): boolean {
  return /^\$\([A-Za-z_]\w*\)$/.test(value);
}

/** Dates and maps have their own insides. */
function isPlain(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
