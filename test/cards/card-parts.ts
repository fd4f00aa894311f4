/** Every object inside a card, depth first: elements, inlines, columns, actions. */
export function partsOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  const part = value as Record<string, unknown>;
  return [part, ...Object.values(part).flatMap(partsOf)];
}

/** Every part of one type. */
export function partsOfType(card: unknown, type: RegExp): Record<string, unknown>[] {
  return partsOf(card).filter((part) => typeof part.type === 'string' && type.test(part.type));
}

/** All text that a card can show, in reading order, one piece a line. */
export function textOf(card: unknown): string {
  return partsOf(card)
    .flatMap((part) => (typeof part.text === 'string' ? [part.text] : typeof part.inlines === 'object' ? ['\n'] : []))
    .join('');
}
