/** Text of a Prometheus query whose values were all turned into literals; only the tag makes one. */
export interface Promql {
  readonly text: string;
  readonly brand: 'promql';
}

/** Those that the tag made: an object that merely looks like one is not spliced in. */
const made = new WeakSet<Promql>();

/** A Prometheus query: a string becomes a quoted literal, a number itself, a fragment made by the tag is spliced in. */
export function promql(strings: TemplateStringsArray, ...values: (string | number | Promql)[]): Promql {
  const text = strings.raw.reduce((whole, part, index) => {
    const value = values[index - 1];
    return value === undefined ? whole + part : whole + literal(value) + part;
  });
  const query: Promql = Object.freeze({ text, brand: 'promql' });
  made.add(query);
  return query;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must be escaped.
const unsafe = /[\\"\x00-\x1f\x7f-\x9f\u2028\u2029]/g;

function literal(value: string | number | Promql): string {
  if (typeof value === 'string') {
    // A half of a surrogate pair is no character, and no label has one.
    const written = value
      .toWellFormed()
      .replace(unsafe, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return `"${written}"`;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number in a query is finite');
    return String(value);
  }
  if (!made.has(value)) throw new TypeError('this value cannot stand in a query');
  return value.text;
}
