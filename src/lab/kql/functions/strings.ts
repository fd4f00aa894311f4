import { isUtf8 } from 'node:buffer';
import { createHash, randomUUID } from 'node:crypto';
import { convert, toText } from '../convert.ts';
import { KqlError, unsupported } from '../kql-error.ts';
import { kustoRegex } from '../kusto-regex.ts';
import type { Match } from '../regex.ts';
import type { TypeName, Value } from '../value.ts';
import { lenient, type ScalarFunction } from './scalar-function.ts';

/** A function of texts; null counts as empty. */
function text(compute: (texts: string[], values: Value[]) => Value): ScalarFunction {
  return lenient((values, types) =>
    compute(
      values.map((value, index) => toText(value, types[index] ?? 'unknown')),
      values,
    ),
  );
}

function number(value: Value | undefined, otherwise: number): number {
  return value === undefined || value === null ? otherwise : Number(value);
}

/** Letter case one code point for one: letters that would become several stay as they are. */
function mapped(source: string, change: (text: string) => string): string {
  const whole = change(source);
  if (whole.length === source.length) return whole;
  return Array.from(source, (it) => (change(it).length === it.length ? change(it) : it)).join('');
}

/** Places count Unicode code points, as Kusto's do. */
function substring(source: string, start: number, length: number): string {
  const points = [...source];
  const from = start < 0 ? points.length + start : start;
  const end = from + Math.max(0, length);
  if (from < 0 && end > 0 && points.length > 0)
    throw unsupported('substring() from before the beginning of the text into it');
  return end < 0 ? '' : points.slice(from, end).join('');
}

/** The place, in code points, of an occurrence that begins within the range, or -1. */
function indexOf(text: string, word: string, start: number, length: number, occurrence: number): Value {
  const [source, sought] = [[...text], [...word]];
  const from = start < 0 ? Math.max(0, source.length + start) : start;
  const end = length < 0 ? source.length + 1 : from + length;
  let left = occurrence;
  for (let at = from; at < end && at + sought.length <= source.length; at++) {
    if (sought.every((it, index) => source[at + index] === it) && --left === 0) return at;
  }
  return -1;
}

function countOf(source: string, sought: string, kind: string): Value {
  if (kind === 'regex') return [...kustoRegex(sought).all(source)].length;
  if (sought === '') return 0;
  let count = 0;
  for (let at = source.indexOf(sought); at >= 0; at = source.indexOf(sought, at + 1)) count++;
  return count;
}

const split = lenient(([source = null, delimiter = null, wanted], [sourceType = 'unknown']) => {
  const parts =
    delimiter === '' ? [...toText(source, sourceType)] : toText(source, sourceType).split(String(delimiter));
  if (wanted === undefined) return parts;
  const part = parts[Number(wanted)];
  return part === undefined ? null : [part];
});

/** Columns repeat themselves, and JavaScript's expressions are slow on long names: what was found is kept for a while. */
const extract: ScalarFunction = (call) => {
  const [pattern, group, source] = call.args;
  const to: TypeName = call.type === 'unknown' ? 'string' : call.type;
  const known = new Map<string, Value>();
  let last = '';
  return (...row) => {
    const [expression, place] = [
      toText(pattern?.evaluate(...row) ?? '', 'string'),
      Number(group?.evaluate(...row) ?? 0),
    ];
    const text = toText(source?.evaluate(...row) ?? '', source?.type ?? 'string');
    if (last !== `${place}/${expression}` || known.size > 10_000) known.clear();
    last = `${place}/${expression}`;
    const before = known.get(text);
    if (before !== undefined) return before;
    const part = kustoRegex(expression).exec(text)?.groups[place];
    const value = part === undefined ? (to === 'string' ? '' : null) : convert(part, 'string', to);
    known.set(text, value);
    return value;
  };
};

const extractAll = lenient((values, types) => {
  const source = toText(values.at(-1) ?? null, types.at(-1) ?? 'unknown');
  const wanted =
    values.length > 2 ? (values[1] as Value[]).map((it) => (typeof it === 'string' ? it : Number(it))) : undefined;
  const found = [...kustoRegex(String(values[0])).all(source)].map((match): Value => {
    const groups = wanted
      ? wanted.map((it) => (typeof it === 'string' ? match.named(it) : match.groups[it]) ?? '')
      : match.groups.slice(1).map((it) => it ?? '');
    if (groups.length === 0) throw new KqlError('SemanticError', 'extract_all(): the expression has no capture group');
    return groups.length === 1 && !wanted ? (groups[0] ?? '') : groups.length === 1 ? (groups[0] ?? '') : groups;
  });
  return found.length > 0 ? found : null;
});

/** `\\0` is the whole match, `\\1` its first group, and so on. */
function rewritten(rewrite: string): (match: Match) => string {
  return ({ groups }) => rewrite.replace(/\\(\d)/g, (_, digit: string) => groups[Number(digit)] ?? '');
}

const replaceRegex = text(([source = '', pattern = '', rewrite = '']) =>
  kustoRegex(pattern).replace(source, rewritten(rewrite)),
);

function trim(start: boolean, end: boolean): ScalarFunction {
  return text(([pattern = '', source = '']) => {
    let result = source;
    if (start) result = kustoRegex(`^(?:${pattern})`).replace(result, () => '');
    if (end) result = kustoRegex(`(?:${pattern})$`).replace(result, () => '');
    return result;
  });
}

/** Form encoding: spaces become plus signs, hexadecimal digits are lower-case. */
function urlEncode(source: string): string {
  return encodeURIComponent(source)
    .replace(/['~]/g, (it) => `%${it.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-F]{2}/g, (it) => it.toLowerCase())
    .replaceAll('%20', '+');
}

function urlDecode(source: string): string {
  if (/%(?![0-9a-f]{2})/i.test(source)) throw unsupported(`decoding ${source}`);
  return decodeURIComponent(source.replaceAll('+', ' '));
}

/** Functions of text. */
export const strings: Record<string, ScalarFunction> = {
  strcat: text((parts) => parts.join('')),
  strcat_delim: text(([delimiter = '', ...parts]) => parts.join(delimiter)),
  strlen: text(([source = '']) => [...source].length),
  string_size: text(([source = '']) => Buffer.byteLength(source)),
  tolower: text(([source = '']) => mapped(source, (it) => it.toLowerCase())),
  toupper: text(([source = '']) => mapped(source, (it) => it.toUpperCase())),
  reverse: text(([source = '']) => [...source].reverse().join('')),
  substring: text(([source = ''], [, start, length]) => substring(source, number(start, 0), number(length, Infinity))),
  indexof: text(([source = '', sought = ''], [, , start, length, occurrence]) =>
    indexOf(source, sought, number(start, 0), number(length, -1), number(occurrence, 1)),
  ),
  countof: text(([source = '', sought = '', kind = 'normal']) => countOf(source, sought, kind)),
  split,
  extract,
  extract_all: extractAll,
  extractall: extractAll,
  replace_string: text(([source = '', sought = '', rewrite = '']) =>
    sought === '' ? source : source.replaceAll(sought, () => rewrite),
  ),
  replace_regex: replaceRegex,
  replace: text(([pattern = '', rewrite = '', source = '']) => kustoRegex(pattern).replace(source, rewritten(rewrite))),
  trim: trim(true, true),
  trim_start: trim(true, false),
  trim_end: trim(false, true),
  strcmp: text(([a = '', b = '']) => (a < b ? -1 : a > b ? 1 : 0)),
  strrep: text(([source = '', , delimiter = ''], [, times]) => {
    const count = number(times, 0);
    if (count < 1 || count > 1024) throw new KqlError('SemanticError', 'strrep(): 1 to 1024 times');
    return Array(count).fill(source).join(delimiter);
  }),
  hash_md5: text(([source = '']) => createHash('md5').update(source).digest('hex')),
  hash_sha1: text(([source = '']) => createHash('sha1').update(source).digest('hex')),
  hash_sha256: text(([source = '']) => createHash('sha256').update(source).digest('hex')),
  new_guid: () => () => randomUUID(),
  url_encode: text(([source = '']) => urlEncode(source)),
  url_decode: text(([source = '']) => urlDecode(source)),
  base64_encode_tostring: text(([source = '']) => Buffer.from(source).toString('base64')),
  base64_decode_tostring: text(([source = '']) => {
    const decoded = Buffer.from(source, 'base64');
    // What is no UTF-8 is no text.
    return decoded.toString('base64') === source && isUtf8(decoded) ? decoded.toString() : '';
  }),
};
