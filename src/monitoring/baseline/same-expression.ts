const piece = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\{[^{}]*\}|\s+|./gs;
const matcher = /([A-Za-z_]\w*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g;

/** Whether two PromQL expressions ask the same: spaces, the order of matchers and the kind of quotes say nothing. */
export function sameExpression(a: string, b: string): boolean {
  return normal(a) === normal(b);
}

function normal(expression: string): string {
  const pieces = expression.trim().match(piece) ?? [];
  return pieces
    .map((it) => (it.startsWith('{') ? matchersOf(it) : /^\s+$/.test(it) ? ' ' : quoted(it)))
    .join('')
    .replace(/\s*([^\w\s])\s*/g, '$1');
}

function matchersOf(braced: string): string {
  const all = [...braced.matchAll(matcher)].map(
    ([, name, operator, value]) => `${name}${operator}${quoted(value ?? '')}`,
  );
  return `{${all.sort().join(',')}}`;
}

function quoted(text: string): string {
  return text.startsWith("'") ? `"${text.slice(1, -1).replaceAll('"', '\\"')}"` : text;
}
