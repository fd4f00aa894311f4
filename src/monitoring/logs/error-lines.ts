import type { LogGroup } from '../../model/pod-log.ts';

const telling =
  /\b(?:errors?|err|fatal|panic|exceptions?|traceback|critical|crit|fail(?:ed|ure|s)?|denied|refused|unauthorized|forbidden|timed? ?out|killed|cannot|could not|unable|no such|not found|segfault|oom|outofmemory\w*)\b|\w(?:Error|Exception)\b/i;
const warning = /\bwarn(?:ing)?\b/i;
const denying =
  /\b(?:no|0|without) (?:errors?|failures?)\b|\b(?:errors?|failed|failures?)[=:]\s?(?:0|false|none|null)\b/i;
/** A time at the line's begin, in the forms that loggers write. */
const stamp = /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d[.,\d]*(?:Z|[+-]\d\d:?\d\d)?\]?\s*/;

/** The lines that stand out, those alike as one: errors before warnings, then what was said most often. */
export function errorLines(previous: readonly string[], current: readonly string[]): LogGroup[] {
  const groups = new Map<string, LogGroup>();
  const read = (lines: readonly string[], isPrevious: boolean) => {
    for (const text of lines) {
      const level = levelOf(text);
      if (level === undefined) continue;
      const kind = `${level} ${kindOf(text)}`;
      groups.set(kind, { text, level, count: (groups.get(kind)?.count ?? 0) + 1, previous: isPrevious });
    }
  };
  read(previous, true);
  read(current, false);
  return [...groups.values()].sort((a, b) => a.level.localeCompare(b.level) || b.count - a.count);
}

/** What a line says of itself goes before the words in it: "WARN retry after error" is a warning. */
function levelOf(text: string): LogGroup['level'] | undefined {
  if (warning.test(text.slice(0, 80))) return 'warning';
  return telling.test(text) && !denying.test(text) ? 'error' : undefined;
}

/** What remains of a line when its time, its numbers and its ids are taken away. */
function kindOf(text: string): string {
  return text
    .slice(0, 400)
    .replace(stamp, '')
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b0x[0-9a-f]+\b|\b[0-9a-f]{12,}\b/gi, '#')
    .replace(/\d+(?:[.,:]\d+)*/g, '#')
    .slice(0, 160);
}
