/** A part of the config that may be wrong by itself: nothing in it is sure to be what it should be. */
export type Unsure = Readonly<Record<string, unknown>>;

/** What should be a mapping; an empty one where it is none. */
export function recordOf(value: unknown): Unsure {
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as Unsure) : {};
}

/** What should be a list; an empty one where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts of what should be a list of them, each with its place in the list. */
export function textsOf(value: unknown): { text: string; at: number }[] {
  return listOf(value).flatMap((text, at) => (typeof text === 'string' && text !== '' ? { text, at } : []));
}
