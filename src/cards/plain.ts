const dangerous = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const harmless = /^[\x20-\x3b\x3d-\x7a\x7c\x7e]+$/;
const seam = '\u200b';

/**
 * Text from outside, made safe to show as it is: one line, no control, bidi or invisible characters, no mention tag and
 * no template or date expression that a client might evaluate; cut to so many characters. Never empty.
 */
export function plain(text: string, most = 200): string {
  return cut(harmless.test(text) ? text.trim() : disarmed(text.replace(/\s+/gu, ' ')).trim(), most);
}

/** Like {@link plain}, but keeps line ends, for verbatim quotes; cut to so many lines too. */
export function plainLines(text: string, most = 400, mostLines = 6): string {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => disarmed(line.replaceAll('\t', '  ')).trimEnd())
    .filter((line) => line !== '');
  const more = lines.length - mostLines;
  const kept = cut(lines.slice(0, mostLines).join('\n'), most);
  return more > 0 ? `${kept}\n… ${more} more ${more === 1 ? 'line' : 'lines'}` : kept;
}

function disarmed(text: string): string {
  return text
    .replace(dangerous, '')
    .replace(/<\s*(?:(\/)\s*)?(at)\b([^<>]*)>?/giu, '‹$1$2$3›')
    .replaceAll('${', `$${seam}{`)
    .replaceAll('{{', `{${seam}{`);
}

/** Cuts between characters, never inside one. */
function cut(text: string, most: number): string {
  if (text === '') return '–';
  if (text.length <= most) return text;
  return `${Array.from(text.slice(0, most))
    .slice(0, -1)
    .join('')
    .replace(/[\uD800-\uDFFF]$/u, '')
    .trimEnd()}…`;
}
