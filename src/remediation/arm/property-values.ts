import { z } from 'zod';
import type { FieldChange } from '../../model/remediation.ts';

/** Values by their paths below a resource's `properties` ("securityProfile.defender"), as JSON; null is a property that is not there. */
export const propertyValues = z.record(z.string().max(200), z.json());

/** The same, read. */
export type PropertyValues = z.infer<typeof propertyValues>;

/** What properties have at these paths; what they lack is what `usual` says: so Azure takes it. */
export function valuesIn(properties: unknown, usual: PropertyValues): PropertyValues {
  const found = Object.entries(usual).map(([path, otherwise]) => {
    const value = path.split('.').reduce<unknown>((at, name) => childOf(at, name), properties);
    return [path, (value as PropertyValues[string] | undefined) ?? otherwise];
  });
  return Object.fromEntries(found);
}

/** The properties with these values set, all others as they were; of nothing, the body of a patch. */
export function withValues(properties: unknown, values: PropertyValues): Record<string, unknown> {
  let result = objectOf(properties);
  for (const [path, value] of Object.entries(values)) result = withOne(result, path.split('.'), value);
  return result;
}

/** Fields whose values differ, as people read them. */
export function fieldsBetween(before: PropertyValues, after: PropertyValues): FieldChange[] {
  return Object.keys(after)
    .map((field) => ({ field, before: textOf(before[field]), after: textOf(after[field]) }))
    .filter((it) => it.before !== it.after);
}

function withOne(
  onto: Record<string, unknown>,
  [name = '', ...rest]: string[],
  value: unknown,
): Record<string, unknown> {
  const key = keyOf(onto, name);
  if (rest.length > 0) return { ...onto, [key]: withOne(objectOf(onto[key]), rest, value) };
  const { [key]: _, ...others } = onto;
  return value === null ? others : { ...others, [key]: value };
}

/** ARM keeps the case in which the names of add-ons were written, and takes them without it. */
function keyOf(of: Record<string, unknown>, name: string): string {
  return Object.keys(of).find((it) => it.toLowerCase() === name.toLowerCase()) ?? name;
}

function childOf(of: unknown, name: string): unknown {
  const object = objectOf(of);
  return object[keyOf(object, name)];
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : value.map(String).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
