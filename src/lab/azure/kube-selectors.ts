import type { ApiObject } from './kube-source.ts';

/** Whether an object satisfies labelSelector and fieldSelector, as far as equality, sets and existence go. */
export function isSelected(object: ApiObject, query: URLSearchParams): boolean {
  return (
    requirements(query.get('labelSelector')).every((it) => satisfies(it, labelOf(object, it.key))) &&
    // A field that is not there counts as empty, as in the API server.
    requirements(query.get('fieldSelector')).every((it) => satisfies(it, fieldOf(object, it.key) ?? ''))
  );
}

interface Requirement {
  key: string;
  /** Undefined asks only whether the key exists. */
  values?: string[];
  wanted: boolean;
}

function requirements(text: string | null): Requirement[] {
  // Commas part requirements, but not the values within parentheses.
  return (text ?? '')
    .split(/,(?![^(]*\))/)
    .map((it) => it.trim())
    .filter(Boolean)
    .map(requirement);
}

function requirement(text: string): Requirement {
  const [, key = '', not, list = ''] = /^(\S+)\s+(not)?in\s+\(([^)]*)\)$/.exec(text) ?? [];
  if (key) return { key, values: list.split(',').map((it) => it.trim()), wanted: not === undefined };
  const [, name = '', sign, value = ''] = /^([^=!\s]+)\s*(==?|!=)\s*(.*)$/.exec(text) ?? [];
  if (name) return { key: name, values: [value], wanted: sign !== '!=' };
  return text.startsWith('!') ? { key: text.slice(1), wanted: false } : { key: text, wanted: true };
}

function satisfies({ values, wanted }: Requirement, value: string | undefined): boolean {
  if (!values) return (value !== undefined) === wanted;
  return (value !== undefined && values.includes(value)) === wanted;
}

function labelOf(object: ApiObject, key: string): string | undefined {
  return object.metadata.labels?.[key];
}

function fieldOf(object: ApiObject, path: string): string | undefined {
  const found = path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], object);
  return found === undefined || found === null ? undefined : String(found);
}
