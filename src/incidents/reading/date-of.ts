const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** A moment as a sender writes it (RFC 3339, or ISO without a zone, which is UTC); undefined for "0001-01-01", which means never, and for what is no date. */
export function dateOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const zoned = /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(value) ? `${value}Z` : value;
  const time = Date.parse(zoned);
  return time >= earliest && time <= latest ? new Date(time) : undefined;
}
