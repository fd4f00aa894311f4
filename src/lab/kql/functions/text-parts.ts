import { convert, toText } from '../convert.ts';
import { Decimal } from '../decimal.ts';
import { parseJson } from '../json.ts';
import { unsupported } from '../kql-error.ts';
import { kustoRegex } from '../kusto-regex.ts';
import { hasTerm } from '../string-match.ts';
import { missing, typeInside, unbox, type Value } from '../value.ts';
import { type Call, lenient, type ScalarFunction, strict } from './scalar-function.ts';

const STEP = /^(?:\.([A-Za-z_]\w*)|\[(\d+)\]|\[['"]([^'"\]]+)['"]\])/;

/** The value at a JSON path of names and places such as `$.a.b[0]['c']`; anything else in a path is refused. */
function atPath(value: Value, path: string): Value {
  let [rest, found] = [path.replace(/^\$/, ''), value];
  while (rest !== '') {
    const step = STEP.exec(rest);
    if (!step) throw unsupported(`the path ${path}`);
    const name = step[1] ?? step[3];
    if (name !== undefined) found = found instanceof Map ? (found.get(name) ?? null) : null;
    else found = Array.isArray(found) ? (found[Number(step[2])] ?? null) : null;
    rest = rest.slice(step[0].length);
  }
  return found;
}

const extractJson: ScalarFunction = (call: Call) => {
  const [path, source] = call.args;
  const to = call.type;
  return (...row) => {
    const text = toText(source?.evaluate(...row) ?? null, source?.type ?? 'string');
    const found = atPath(parseJson(text) ?? null, toText(path?.evaluate(...row) ?? null, 'string'));
    if (to === 'dynamic') return found;
    const inside = typeInside(found);
    return found === null ? missing(to) : (convert(unbox(found), inside, to) ?? missing(to));
  };
};

/** The fields of the first line of CSV: quoted fields may hold commas, doubled quotes and line ends. */
function csvFields(text: string): string[] {
  const fields: string[] = [];
  let [field, quoted] = ['', false];
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quoted && char === '"' && text.charAt(at + 1) === '"') {
      field += '"';
      at++;
    } else if (char === '"' && (quoted || field === '')) quoted = !quoted;
    else if (!quoted && char === ',') {
      fields.push(field);
      field = '';
    } else if (!quoted && /[\r\n]/.test(char)) break;
    else field += char;
  }
  return [...fields, field];
}

/** Replaces texts in the order of their list; what was put in is not looked at again. */
function replaceAll(text: string, sought: string[], by: string[]): string {
  let parts: { text: string; done: boolean }[] = [{ text, done: false }];
  sought.forEach((word, which) => {
    if (word === '') return;
    parts = parts.flatMap((part) => {
      if (part.done) return [part];
      const pieces = part.text.split(word);
      return pieces.flatMap((piece, index) => [
        ...(index > 0 ? [{ text: by[which] ?? '', done: true }] : []),
        { text: piece, done: false },
      ]);
    });
  });
  return parts.map((it) => it.text).join('');
}

/** A version of one to four numbers, as a decimal that sorts as versions do; null when it is none. */
function versionNumber(text: string): Decimal | null {
  const parts = /^\d{1,8}(?:\.\d{1,8}){0,3}$/.test(text.trim()) ? text.trim().split('.') : [];
  if (parts.length === 0) return null;
  return new Decimal(BigInt([0, 1, 2, 3].map((index) => (parts[index] ?? '').padStart(8, '0')).join('')), 0);
}

const texts = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.map((it) => toText(it, 'dynamic')) : [String(value ?? '')];

/** Functions that take texts apart. */
export const textParts: Record<string, ScalarFunction> = {
  extract_json: extractJson,
  extractjson: extractJson,
  parse_csv: strict(([text = null]) => csvFields(String(text))),
  parse_version: strict(([text = null]) => versionNumber(String(text))),
  regex_quote: strict(([text = null]) => String(text).replace(/[\\^$.*+?()[\]{}|#&~-]/g, '\\$&')),
  indexof_regex: lenient((values) => {
    const [text, pattern, ...more] = values;
    if (more.length > 0) throw unsupported('indexof_regex() from a place');
    const found = kustoRegex(String(pattern)).exec(String(text));
    return found ? [...String(text).slice(0, found.start)].length : -1;
  }),
  has_any_index: lenient(([text, words]) =>
    texts(words).findIndex((it) => hasTerm(String(text ?? '').toLowerCase(), it.toLowerCase())),
  ),
  replace_strings: lenient(([text, sought, by]) => replaceAll(String(text ?? ''), texts(sought), texts(by))),
  translate: strict(([from = '', to = '', text = '']) => {
    const [letters, others] = [[...String(from)], [...String(to)]];
    return [...String(text)]
      .map((it) => {
        const at = letters.indexOf(it);
        return at < 0 ? it : (others[Math.min(at, others.length - 1)] ?? '');
      })
      .join('');
  }),
  isascii: strict(([text = null]) => [...String(text)].every((it) => it.charCodeAt(0) < 128)),
  unicode_codepoints_from_string: strict(([text = null]) =>
    [...String(text)].map((it) => BigInt(it.codePointAt(0) ?? 0)),
  ),
  url_encode_component: strict(([text = null]) =>
    encodeURIComponent(String(text)).replace(/['()*!]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`),
  ),
  column_ifexists: (call) => {
    const [name, otherwise] = call.args;
    const wanted = toText(name?.evaluate([], 0, []) ?? null, 'string');
    const index = call.scope.columns.get(wanted);
    if (index !== undefined) return (row) => row[index] ?? null;
    if (!otherwise || otherwise.type !== call.type) throw unsupported(call.node.text, call.node.start);
    return otherwise.evaluate;
  },
};
