import type { V1Container, V1EnvVar, V1PodTemplateSpec } from '@kubernetes/client-node';
import type { FieldChange } from '../../model/remediation.ts';
import { isSecretName, withoutSecrets } from '../../model/without-secrets.ts';

/** More fields than this nobody reads. */
const mostFields = 40;
const longest = 160;

/**
 * What differs between two pod templates, field by field: containers by their names, images first. Values of variables
 * and of headers are never shown, nor what is called or looks like a secret. Pure.
 */
export function templateChanges(before: V1PodTemplateSpec, after: V1PodTemplateSpec): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const changed = [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const [one, other] = [was.get(field), is.get(field)];
    if (one?.whole === other?.whole) return [];
    return [
      { field, before: shown(one), after: other && one?.text === other.text ? `another ${other.text}` : shown(other) },
    ];
  });
  const sorted = changed.toSorted((a, b) => Number(isImage(b)) - Number(isImage(a)));
  if (sorted.length <= mostFields) return sorted;
  const more = `${sorted.length - mostFields} more fields`;
  return [...sorted.slice(0, mostFields), { field: more, before: 'as now', after: 'as then' }];
}

/** A value: `text` is what people see of it, `whole` what it is compared by. */
interface Value {
  text: string;
  whole: string;
}

function shown(value: Value | undefined): string {
  return value?.text ?? '';
}

function isImage({ field }: FieldChange): boolean {
  return field.endsWith(': image');
}

function fieldsOf({ metadata, spec }: V1PodTemplateSpec): Map<string, Value> {
  const found = new Map<string, Value>();
  const { containers = [], initContainers = [], ...pod } = spec ?? {};
  leaves(found, 'label', metadata?.labels);
  leaves(found, 'annotation', metadata?.annotations);
  for (const it of containers) container(found, it.name, it);
  for (const it of initContainers) container(found, `${it.name} (init)`, it);
  leaves(found, 'pod', pod);
  return found;
}

function container(found: Map<string, Value>, name: string, { name: _, env = [], ...rest }: V1Container): void {
  for (const it of env) found.set(`${name}: env ${it.name}`, variable(it));
  for (const [key, value] of Object.entries(rest)) leaves(found, `${name}: ${key}`, value);
}

function variable({ value, valueFrom }: V1EnvVar): Value {
  const from = valueFrom?.secretKeyRef ?? valueFrom?.configMapKeyRef;
  const text = from
    ? `${valueFrom?.secretKeyRef ? 'Secret' : 'ConfigMap'} ${from.name}, key ${from.key}`
    : valueFrom
      ? 'a field of the pod'
      : 'value';
  return { text, whole: JSON.stringify([value, valueFrom]) };
}

/** Every value below a field under its path; lists are told as a whole, those of named things by the names. */
function leaves(found: Map<string, Value>, path: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) {
    if (value.length === 0) return;
    if (value.every(isNamed)) for (const it of value) named(found, `${path} ${it.name}`, it);
    else found.set(path, { text: short(value.map(text).join(' ')), whole: JSON.stringify(value) });
  } else if (typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) {
      const separator = path === 'label' || path === 'annotation' ? ' ' : '.';
      if (!(key === 'name' && isNamed(value))) leaves(found, `${path}${separator}${key}`, part);
    }
    if (Object.keys(value).length === 0 && path !== 'pod') found.set(path, { text: 'set', whole: '{}' });
  } else found.set(path, { text: isSecret(path, value) ? 'value' : short(text(value)), whole: text(value) });
}

/** A thing of a list; where it is no more than a name and a value, as a header is, the value is like a variable's. */
function named(found: Map<string, Value>, path: string, it: { name: string }): void {
  if ('value' in it && typeof it.value === 'string' && Object.keys(it).length === 2)
    found.set(path, { text: 'value', whole: it.value });
  else leaves(found, path, it);
}

/** Whether its name says that the text is a secret; that of a Secret itself is none. */
function isSecret(path: string, value: unknown): boolean {
  const [name = ''] = path.split(/[ .:/]/).slice(-1);
  return typeof value === 'string' && isSecretName(name);
}

function isNamed(value: unknown): value is { name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function short(value: string): string {
  // What comes first is found like an argument behind others.
  const safe = withoutSecrets(` ${value}`).slice(1);
  return safe.length > longest ? `${safe.slice(0, longest - 3)}...` : safe;
}
