import { compareDecimals, Decimal, decimalOf } from './decimal.ts';
import { formatJson } from './json.ts';
import { isNumeric, type TypeName, typeInside, unbox, type Value } from './value.ts';

/** Order of two values of one type; nulls are for the caller. Numbers and bigints compare with each other. */
export function order(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Decimal || b instanceof Decimal) return orderDecimals(a, b);
  const [x, y] = [a as number, b as number];
  if (x < y) return -1;
  if (x > y) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) === Number.isNaN(y) ? 0 : Number.isNaN(x) ? -1 : 1;
  return 0;
}

function orderDecimals(a: Value, b: Value): number {
  const [x, y] = [a, b].map((it) => decimalOf(it as number | bigint | Decimal));
  return x && y ? compareDecimals(x, y) : 0;
}

/** Compares two values that may be dynamic; undefined when they cannot be compared or one is null. */
export function compareAny(a: Value, aType: TypeName, b: Value, bType: TypeName): number | undefined {
  const [x, xt] = aType === 'dynamic' ? [unbox(a), typeInside(a)] : [a, aType];
  const [y, yt] = bType === 'dynamic' ? [unbox(b), typeInside(b)] : [b, bType];
  if (x === null || y === null) return undefined;
  if (xt === 'dynamic' || yt === 'dynamic') return xt === yt ? order(formatJson(x), formatJson(y)) : undefined;
  if (xt === yt || (isNumeric(xt) && isNumeric(yt))) return order(x, y);
  if ((xt === 'bool' && isNumeric(yt)) || (isNumeric(xt) && yt === 'bool')) return Number(x) - Number(y);
  if ((xt === 'guid' && yt === 'string') || (xt === 'string' && yt === 'guid')) {
    return order(String(x).toLowerCase(), String(y).toLowerCase());
  }
  return undefined;
}

/** A primitive that is equal for equal values: the key of groups, joins and sets. */
export function keyOf(value: Value, type: TypeName): string | number | bigint | boolean | null {
  if (value instanceof Decimal) return decimalKey(value);
  if (type !== 'dynamic') return value as string | number | bigint | boolean | null;
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value;
  return typeInside(value) === 'dynamic' ? `\u0000${formatJson(value)}` : (unbox(value) as string | number | bigint);
}

/** A decimal is the key of the same number, where there is one. */
function decimalKey(value: Decimal): string | number {
  const text = String(value);
  return String(Number(text)) === text ? Number(text) : `\u0001${text}`;
}
