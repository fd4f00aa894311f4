const stamp = /(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?\s?(Z|[+-]\d{2}:?\d{2})?/;

/** When a line was written, as its first time stamp with a zone says; one without a zone is no time that can be compared. */
export function lineTime(line: string): Date | undefined {
  const match = line.slice(0, 300).match(stamp);
  if (!match?.[4]) return undefined;
  const [, day, time, fraction = '0', zone = 'Z'] = match;
  const at = new Date(
    `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`,
  );
  return Number.isNaN(at.getTime()) ? undefined : at;
}
