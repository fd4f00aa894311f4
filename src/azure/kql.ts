import { type KqlValue, literal } from './kql-literal.ts';

/** Text of a query whose values were all turned into literals; only the kql tags make one. */
export interface Kql {
  readonly text: string;
  readonly brand: 'kql';
}

/** What a query is made of: text that we wrote, and values that come from elsewhere. */
type Piece = { text: string } | { value: KqlValue };

const piecesOf = new WeakMap<Kql, readonly Piece[]>();

/**
 * A Log Analytics query: every value becomes a typed literal in a `let` prelude, and a list of strings literals in its
 * place (`in (${names})`). A fragment made by a tag is spliced in. Backslashes in the template reach the query as written.
 */
export function kql(strings: TemplateStringsArray, ...values: (KqlValue | Kql)[]): Kql {
  const pieces = piecesIn(strings, values);
  const names = new Map<string, string>();
  const body = pieces.map((piece) => {
    if ('text' in piece) return piece.text;
    if (Array.isArray(piece.value)) return literal(piece.value);
    const written = literal(piece.value);
    const name = names.get(written) ?? `_p${names.size + 1}`;
    names.set(written, name);
    return name;
  });
  const prelude = [...names].map(([written, name]) => `let ${name} = ${written};\n`);
  return remember({ text: [...prelude, ...body].join(''), brand: 'kql' }, pieces);
}

/** A Resource Graph query: it knows no `let`, so every value becomes a literal in its place. */
export function graphKql(strings: TemplateStringsArray, ...values: (KqlValue | Kql)[]): Kql {
  const pieces = piecesIn(strings, values);
  const body = pieces.map((piece) => ('text' in piece ? piece.text : literal(piece.value)));
  return remember({ text: body.join(''), brand: 'kql' }, pieces);
}

function piecesIn(strings: TemplateStringsArray, values: (KqlValue | Kql)[]): Piece[] {
  return strings.raw.flatMap((text, index): Piece[] => {
    const value = values[index];
    if (value === undefined) return [{ text }];
    const fragment = typeof value === 'object' && 'brand' in value ? piecesOf.get(value) : undefined;
    // An object that merely looks like a fragment falls through to literal(), which refuses it.
    return [{ text }, ...(fragment ?? [{ value: value as KqlValue }])];
  });
}

function remember(query: Kql, pieces: readonly Piece[]): Kql {
  piecesOf.set(query, pieces);
  return Object.freeze(query);
}

/**
 * A query that stands in the settings, behind its values as a `let` prelude: who wrote it runs the bot, and what a person
 * says only ever becomes a value. Throws TypeError for a name that is none.
 */
export function settingsKql(text: string, values: Readonly<Record<string, KqlValue>>): Kql {
  const prelude = Object.entries(values).map(([name, value]) => {
    if (!/^[a-z]\w{0,60}$/i.test(name)) throw new TypeError('a parameter of a query has a plain name');
    return `let ${name} = ${literal(value)};\n`;
  });
  const whole = `${prelude.join('')}${text.trim()}`;
  return remember({ text: whole, brand: 'kql' }, [{ text: whole }]);
}
