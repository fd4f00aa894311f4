/** A case as its file has it, as far as transformations touch it. */
export interface RecordedCase {
  id: string;
  now: string;
  namespace?: string | null;
  kubernetes: { items: ApiObject[]; [more: string]: unknown };
  [more: string]: unknown;
}

/** An object of the Kubernetes API. */
export interface ApiObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [more: string]: unknown };
  [more: string]: unknown;
}

/** A change of a case that must not change what is wrong. */
export interface Transformation {
  name: string;
  apply(recorded: RecordedCase, random: () => number): RecordedCase;
  /** How an object of the original is called afterwards ("app/cart"); itself unless names change. */
  renamed?(object: string, recorded: RecordedCase): string;
}

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Every string of a value, keys of objects too, put through a function. */
export function mapStrings<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((part) => mapStrings(part, change)) as T;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [change(key), mapStrings(part, change)])) as T;
  return value;
}
