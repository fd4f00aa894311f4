import type { Language } from './grammar.ts';
import type { Said } from './speech.ts';

const longest = 4_000;
const ordered = /^\s*(?:please\s+)?(?:(?:run|show|execute)\s+)?(?:this\s+)?(?:query|kql)\b[\s:,]*([^|]{1,300}\|.+)$/is;
const table =
  /^\s*((?:[A-Z]\w{3,60}|let\s+\w+\s*=|union\b)[^|]{0,300}\|\s*(?:where|summarize|project|extend|take|limit|count|top|order|sort|distinct|join)\b.*)$/s;

/** A query that somebody typed in place of a name ("query KubeEvents | take 5"): heard as such, so that it can be answered. */
export function kqlSaid(text: string, { grammars }: Language): Said | undefined {
  const said = text.slice(0, longest).toWellFormed();
  const typed = (ordered.exec(said)?.[1] ?? table.exec(said)?.[1])?.trim();
  if (typed === undefined) return undefined;
  for (const { command, fields } of grammars) {
    const field = fields.find(({ is }) => is === 'typed');
    if (field?.accepts(typed)) return { command, input: { [field.key]: typed } };
  }
  return undefined;
}
