/** A span of time in a query; `timespan` makes one. */
export interface KqlTimespan {
  readonly milliseconds: number;
}

/** What may stand in a query besides text of ours. */
export type KqlValue = string | number | boolean | Date | KqlTimespan | readonly string[];

/** A span of time, in milliseconds, as a value of a query. */
export function timespan(milliseconds: number): KqlTimespan {
  if (!Number.isSafeInteger(milliseconds)) throw new TypeError('a timespan is a whole number of milliseconds');
  return { milliseconds };
}

/** A value as a typed KQL literal; throws TypeError for what has none. A list becomes literals with commas between. */
export function literal(value: KqlValue): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'number') return numberLiteral(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  // An invalid date throws a RangeError here.
  if (value instanceof Date) return `datetime(${value.toISOString()})`;
  if (Array.isArray(value)) return value.length === 0 ? 'dynamic([])' : value.map(stringLiteral).join(', ');
  if ('milliseconds' in value) return spanLiteral(value.milliseconds);
  throw new TypeError('this value cannot stand in a query');
}

// Doubling quotes or a verbatim literal would not do: backslashes, line breaks and half surrogates break out of those.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must be escaped.
const unsafe = /[\\'\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/g;

function stringLiteral(value: string): string {
  if (typeof value !== 'string') throw new TypeError('a list in a query holds strings');
  return `'${value.replace(unsafe, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`;
}

function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('a number in a query is finite');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return `real(${value})`;
  const plain = String(value);
  if (/^\d+(\.\d+)?$/.test(plain)) return plain;
  return Number.isInteger(value) ? `long(${plain})` : `real(${plain})`;
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

function spanLiteral(milliseconds: number): string {
  const [unit, size] = units.find(([, ms]) => milliseconds % ms === 0) ?? (['ms', 1] as const);
  const count = milliseconds / size;
  return count < 0 ? `time(${count}${unit})` : `${count}${unit}`;
}
