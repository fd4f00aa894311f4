const stamp = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z\s+/;

/**
 * Log lines whose stamps all lie on one day (UTC), with the time of day alone: on a phone the rest of the stamp leaves no
 * room for the line. `day` is that day ("2026-11-25"); undefined when the lines stay as they were.
 */
export function shortStamps(lines: readonly string[]): { lines: readonly string[]; day?: string } {
  const days = new Set(lines.flatMap((line) => stamp.exec(line)?.[1] ?? []));
  const [day] = days;
  if (days.size !== 1 || day === undefined) return { lines };
  return { lines: lines.map((line) => line.replace(stamp, '$2 ')), day };
}
