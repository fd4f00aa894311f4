import { KqlError, unsupported } from './kql-error.ts';

const cache = new Map<string, RegExp>();
const CLASSES: Record<string, string> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  space: '\\t\\n\\v\\f\\r ',
  punct: '!-\\/:-@\\[-`{-~',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
  blank: '\\t ',
  cntrl: '\\x00-\\x1f\\x7f',
};

/** A JavaScript expression that matches what RE2 would; what RE2 lacks (look-around, back-references) is refused. */
export function re2(pattern: string, flags = ''): RegExp {
  const key = `${flags}/${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  if (/\(\?<?[=!]|\\[1-9]/.test(pattern)) throw new KqlError('SemanticError', `invalid regular expression: ${pattern}`);
  let made: RegExp;
  try {
    const { source, inline } = translate(pattern);
    made = new RegExp(source, [...new Set(`u${flags}${inline}`)].join(''));
  } catch (cause) {
    if (cause instanceof KqlError) throw cause;
    throw new KqlError('SemanticError', `invalid regular expression: ${pattern}`);
  }
  if (cache.size > 500) cache.clear();
  cache.set(key, made);
  return made;
}

function translate(pattern: string): { source: string; inline: string } {
  let rest = pattern;
  let inline = '';
  for (let lead = /^\(\?([a-zA-Z]+)\)/.exec(rest); lead; lead = /^\(\?([a-zA-Z]+)\)/.exec(rest)) {
    if (/[^ims]/.test(lead[1] ?? '')) throw unsupported(`the flags (?${lead[1]})`);
    inline += lead[1] ?? '';
    rest = rest.slice(lead[0].length);
  }
  let source = '';
  let inClass = false;
  for (let at = 0; at < rest.length; at++) {
    const char = rest.charAt(at);
    const posix = inClass ? /^\[:(\^?)([a-z]+):\]/.exec(rest.slice(at)) : null;
    if (posix) {
      if (posix[1] || !CLASSES[posix[2] ?? '']) throw unsupported(`the class ${posix[0]}`);
      source += CLASSES[posix[2] ?? ''];
      at += posix[0].length - 1;
    } else if (char === '\\') {
      source += escaped(rest.charAt(++at), rest.slice(at + 1));
      if (/[pP]/.test(rest.charAt(at)) && rest.charAt(at + 1) !== '{') at++;
    } else if (inClass) {
      if (char === ']' && source.at(-1) !== '[' && !source.endsWith('[^')) inClass = false;
      source += char === '[' ? '\\[' : char === ']' && inClass ? '\\]' : char;
    } else if (char === '[') {
      inClass = true;
      source += char;
    } else if (rest.startsWith('(?P<', at)) {
      source += '(?<';
      at += 3;
    } else {
      source +=
        (char === '{' && !/^\{\d+(,\d*)?\}/.test(rest.slice(at))) ||
        (char === '}' && !/\{\d+(,\d*)?$/.test(source)) ||
        char === ']'
          ? `\\${char}`
          : char;
    }
  }
  return { source, inline };
}

function escaped(char: string, after: string): string {
  if (char === 'A') return '(?<![\\s\\S])';
  if (char === 'z') return '(?![\\s\\S])';
  if (char === 'a') return '\\x07';
  if (/[pP]/.test(char) && after[0] !== '{') return `\\${char}{${after[0] ?? ''}}`;
  if (/[QECGRXZ]/.test(char)) throw unsupported(`the escape \\${char}`);
  if (/[dDwWsSbBnrtfvpPxu0^$\\.*+?()[\]{}|/-]/.test(char)) return char === '-' ? '\\x2d' : `\\${char}`;
  if (/[a-zA-Z0-9]/.test(char)) throw unsupported(`the escape \\${char}`);
  return char;
}
