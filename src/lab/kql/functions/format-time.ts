import { dateOf } from '../datetime.ts';
import { KqlError } from '../kql-error.ts';
import { DAY, SECOND } from '../timespan.ts';
import type { Value } from '../value.ts';
import { type ScalarFunction, strict } from './scalar-function.ts';

const SEPARATOR = /[ \-/:,._[\]]/;

/** Cuts a pattern into runs of one letter, no run longer than its letter allows, and separators. */
function pieces(pattern: string, longest: Record<string, number>): string[] {
  const found: string[] = [];
  for (let at = 0; at < pattern.length; ) {
    const letter = pattern.charAt(at);
    const most = longest[letter] ?? (SEPARATOR.test(letter) ? 1 : 0);
    let end = at;
    while (end < pattern.length && pattern.charAt(end) === letter && end - at < most) end++;
    if (most === 0 || end === at) throw new KqlError('SemanticError', `the format pattern '${pattern}' is not valid`);
    found.push(pattern.slice(at, end));
    at = end;
  }
  return found;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function fraction(ticks: bigint, piece: string): string {
  const digits = String(((ticks % SECOND) + SECOND) % SECOND)
    .padStart(7, '0')
    .slice(0, piece.length);
  return piece.startsWith('F') ? digits.replace(/0+$/, '') : digits;
}

const dateLetters = { d: 2, f: 7, F: 7, h: 2, H: 2, m: 2, M: 2, s: 2, t: 2, y: 4 };

function formatDate(ticks: bigint, pattern: string): string {
  const date = dateOf(ticks);
  const hour = date.getUTCHours();
  const numbers: Record<string, number> = {
    d: date.getUTCDate(),
    h: hour % 12 || 12,
    H: hour,
    m: date.getUTCMinutes(),
    M: date.getUTCMonth() + 1,
    s: date.getUTCSeconds(),
  };
  const written = pieces(pattern, dateLetters).map((piece) => {
    const letter = piece.charAt(0);
    if (letter === 'f' || letter === 'F') return fraction(ticks, piece);
    if (letter === 'y') return year(date.getUTCFullYear(), piece);
    if (letter === 't') return piece === 'tt' ? (hour < 12 ? 'AM' : 'PM') : invalid(pattern);
    const number = numbers[letter];
    return number === undefined ? piece : padded(number, piece.length);
  });
  return written.join('');
}

function year(value: number, piece: string): string {
  if (piece.length === 4) return padded(value, 4);
  return piece.length === 3 ? invalid(piece) : padded(value % 100, piece.length);
}

function invalid(pattern: string): never {
  throw new KqlError('SemanticError', `the format pattern '${pattern}' is not valid`);
}

const spanLetters = { d: 8, f: 7, F: 7, h: 2, H: 2, m: 2, s: 2 };

function formatSpan(ticks: bigint, pattern: string): string {
  const size = ticks < 0n ? -ticks : ticks;
  const seconds = Number((size / SECOND) % 86400n);
  const numbers: Record<string, number> = {
    d: Number(size / DAY),
    h: Math.floor(seconds / 3600),
    H: Math.floor(seconds / 3600),
    m: Math.floor(seconds / 60) % 60,
    s: seconds % 60,
  };
  const written = pieces(pattern, spanLetters).map((piece) => {
    const letter = piece.charAt(0);
    if (letter === 'f' || letter === 'F') return fraction(size, piece);
    const number = numbers[letter];
    return number === undefined ? piece : padded(number, piece.length);
  });
  return (ticks < 0n ? '-' : '') + written.join('');
}

function formatted(write: (ticks: bigint, pattern: string) => string): ScalarFunction {
  return strict(([ticks, pattern]): Value => write(ticks as bigint, String(pattern)));
}

/** Functions that write times by a pattern. */
export const formatTime: Record<string, ScalarFunction> = {
  format_datetime: formatted(formatDate),
  format_timespan: formatted(formatSpan),
};
