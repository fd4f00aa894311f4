/** Digits that Kusto's decimal keeps. */
const PRECISION = 34;
const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;

/** A decimal: units / 10^scale, without zeros at its end, so that equal ones are equal in both. */
export class Decimal {
  readonly units: bigint;
  readonly scale: number;

  constructor(units: bigint, scale: number) {
    let [left, places] = [units, scale];
    for (let over = String(left < 0n ? -left : left).length - PRECISION; over > 0; over--) {
      left = over === 1 ? rounded(left) : left / 10n;
      places--;
    }
    while (left !== 0n && places > 0 && left % 10n === 0n) {
      left /= 10n;
      places--;
    }
    if (places < 0) left *= 10n ** BigInt(-places);
    this.units = left;
    this.scale = left === 0n ? 0 : Math.max(0, places);
  }

  /** All digits, without an exponent. */
  toString(): string {
    const digits = String(this.units < 0n ? -this.units : this.units).padStart(this.scale + 1, '0');
    const point = digits.length - this.scale;
    const tail = digits.slice(point);
    return `${this.units < 0n ? '-' : ''}${digits.slice(0, point)}${tail ? `.${tail}` : ''}`;
  }
}

function rounded(units: bigint): bigint {
  return (units + (units < 0n ? -5n : 5n)) / 10n;
}

/** The decimal that a text writes, or undefined. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign, whole = '', part = '', power = '0'] = FORM.exec(text.trim()) ?? [];
  if (whole + part === '') return undefined;
  const scale = part.length - Number(power);
  if (Math.abs(scale) > 1000) return undefined;
  const units = BigInt(`${sign === '-' ? '-' : ''}${whole}${part}`);
  return new Decimal(units, scale);
}

/** The decimal of a number of any kind; a real is taken by its shortest text. */
export function decimalOf(value: number | bigint | Decimal): Decimal {
  return value instanceof Decimal ? value : (parseDecimal(String(value)) ?? new Decimal(0n, 0));
}

/** -1, 0 or 1. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale), scale];
}

/** + - * / of decimals, % of those that are not negative; null for a division by zero, undefined for what is not known. */
export function decimalArithmetic(sign: string, a: Decimal, b: Decimal): Decimal | null | undefined {
  const [x, y, scale] = aligned(a, b);
  if (sign === '+') return new Decimal(x + y, scale);
  if (sign === '-') return new Decimal(x - y, scale);
  if (sign === '*') return new Decimal(a.units * b.units, a.scale + b.scale);
  if (y === 0n) return null;
  if (sign === '/') return new Decimal((x * 10n ** BigInt(PRECISION + 6)) / y, PRECISION + 6);
  return x < 0n || y < 0n ? undefined : new Decimal(x % y, scale);
}
