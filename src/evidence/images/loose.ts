/** The value that a JSON text holds, or the value itself: Resource Graph gives a column now as the one, now as the other. */
export function valueIn(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    // Not JSON: no fault here, the caller says what it missed.
    return undefined;
  }
}

/** The list that a value is or holds as JSON text; undefined when there is none. */
export function listIn(value: unknown): unknown[] | undefined {
  const found = valueIn(value);
  return Array.isArray(found) ? found : undefined;
}

/** The text that a value is; empty when it is none. */
export function textIn(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The first of these fields that an object has, whatever their case; undefined for what is no object. */
export function fieldIn(value: unknown, ...names: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  for (const name of names) {
    const found = entries.find(([key, it]) => key.toLowerCase() === name.toLowerCase() && it !== null && it !== '');
    if (found) return found[1];
  }
  return undefined;
}

/** The time that a text names; undefined when it names none. */
export function dateIn(value: unknown): Date | undefined {
  const at = Date.parse(textIn(value));
  return Number.isNaN(at) ? undefined : new Date(at);
}

/** Versions as a list: they arrive as JSON text, as a list, as one version or as several with commas. */
export function versionsIn(value: unknown): string[] {
  const list = listIn(value);
  if (list) return list.map(textIn).filter((it) => it !== '');
  return textIn(value)
    .split(/,\s+/)
    .filter((it) => it !== '');
}
