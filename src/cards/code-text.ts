import { plainLines } from './plain.ts';

/** Part of a text as a code block shows it: safe lines, and the number of the first. */
export interface CodeText {
  code: string;
  from: number;
}

const longestLine = 400;
const longestText = 12_000;

/** Lines of others for a code block, verbatim but for what no client must evaluate; a very long line is cut with "…". */
export function codeText(lines: readonly string[], from = 1): CodeText {
  const cut = lines.map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
  return { code: plainLines(cut.join('\n'), longestText, cut.length + 1), from };
}
