import type { Taken } from './numbers-said.ts';

const quoted = '"(?:[^"\\\\]|\\\\.)*"';
const one = new RegExp(
  `^(?:${quoted}|[^\\s{}!=~,\\\\"'\`]+)\\s*(?:=~|!~|!=|=)\\s*(?:${quoted}|[^\\s{},"'\`=!~][^\\s{},"'\`]*)`,
);

/**
 * Matchers as Alertmanager writes them, severity="high",namespace=~"shop|pay", with or without braces; a space between
 * two of them counts as a comma, and the quotes of a phone's keyboard as quotes.
 */
export function matchersSaid(text: string): Taken<string> | undefined {
  const braced = /^\{\s*/.exec(text);
  let rest = text.slice(braced?.[0].length ?? 0);
  const found: string[] = [];
  for (;;) {
    const straight = rest.replace(/[\u201c-\u201f]/g, '"');
    const said = one.exec(straight);
    if (!said) break;
    found.push(said[0]);
    rest = rest.slice(said[0].length);
    const next = rest.replace(/^\s*,?\s*/, '');
    if (!one.test(next.replace(/[\u201c-\u201f]/g, '"'))) break;
    rest = next;
  }
  if (found.length === 0) return undefined;
  rest = rest.replace(/^\s*,(?=\s|\}|$)/, '');
  const closed = /^\s*\}/.exec(rest);
  if (Boolean(braced) !== Boolean(closed)) return undefined;
  return { value: found.join(','), rest: rest.slice(closed?.[0].length ?? 0) };
}
