/** Lines that say the same with other numbers. */
export interface LineGroup {
  /** The line without what changes from one to the next. */
  template: string;
  count: number;
  /** Verbatim. */
  first: string;
  last: string;
}

/** Lines grouped by what they say, most frequent first; ids, numbers and times do not tell them apart. */
export function groupLines(lines: readonly string[]): LineGroup[] {
  const groups = new Map<string, LineGroup>();
  for (const line of lines) {
    const template = templateOf(line);
    const known = groups.get(template);
    if (known) {
      known.count += 1;
      known.last = line;
    } else groups.set(template, { template, count: 1, first: line, last: line });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** A line with its changing parts replaced: hexadecimal ids, numbers, and what stands for time. */
export function templateOf(line: string): string {
  return line
    .slice(0, 1_000)
    .replaceAll(/\b(?=[0-9a-f-]*\d)[0-9a-f]{4,}(?:-[0-9a-f]{4,})*\b/gi, '#')
    .replaceAll(/\d+/g, '#')
    .replaceAll(/#(?:[.,:#TZ/+-]{0,3}#)+/g, '#')
    .trim();
}
