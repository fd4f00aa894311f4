/** A value as text: senders write numbers and truths now as such, now as strings; undefined for all else and for blanks. */
export function textOf(value: unknown): string | undefined {
  // PostgreSQL refuses a row with a NUL in it.
  if (typeof value === 'string') {
    if (value.trim() === '') return undefined;
    return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
