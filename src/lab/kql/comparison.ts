import { compareAny, order } from './compare.ts';
import { toText } from './convert.ts';
import type { Operand } from './expression.ts';
import type { Evaluate } from './frame.ts';
import { KqlError } from './kql-error.ts';
import { isNumeric, type TypeName, type Value } from './value.ts';

/**
 * == != < <= > >= =~ !~ with Kusto's nulls: two nulls compare to null, one null is unequal,
 * and an order with a null is null.
 */
export function comparison(sign: string, left: Operand, right: Operand): Evaluate {
  if (sign === '=~' || sign === '!~') return caseless(sign, left, right);
  const same = left.type === right.type || (isNumeric(left.type) && isNumeric(right.type));
  if (!same && !comparable(left.type, right.type))
    throw new KqlError(
      'SemanticError',
      `Cannot compare values of types ${left.type} and ${right.type}`,
      left.node.start,
    );
  const compare =
    same && left.type !== 'dynamic' ? order : (a: Value, b: Value) => compareAny(a, left.type, b, right.type);
  const verdict = verdicts[sign];
  if (!verdict) throw new Error(`no comparison ${sign}`);
  if (sign === '==' || sign === '!=') {
    const equal = sign === '==';
    return (row, at, rows) => {
      const a = left.evaluate(row, at, rows);
      const b = right.evaluate(row, at, rows);
      if (a === null || b === null) return a === null && b === null ? null : !equal;
      if (typeof a === 'number' && typeof b === 'number') return (a === b) === equal;
      return (compare(a, b) === 0) === equal;
    };
  }
  return (row, at, rows) => {
    const a = left.evaluate(row, at, rows);
    const b = right.evaluate(row, at, rows);
    if (a === null || b === null) return null;
    if (typeof a === 'number' && typeof b === 'number' && (Number.isNaN(a) || Number.isNaN(b))) return false;
    const result = compare(a, b);
    return result === undefined ? null : verdict(result);
  };
}

/** What Kusto compares although the types differ; the language service lets all of them through. */
function comparable(a: TypeName, b: TypeName): boolean {
  const pair = [a, b];
  if (pair.some((it) => it === 'dynamic' || it === 'null' || it === 'unknown')) return true;
  if (pair.includes('bool')) return isNumeric(a) || isNumeric(b);
  return pair.includes('guid') && pair.includes('string');
}

const verdicts: Record<string, (order: number) => boolean> = {
  '==': (it) => it === 0,
  '!=': (it) => it !== 0,
  '<': (it) => it < 0,
  '<=': (it) => it <= 0,
  '>': (it) => it > 0,
  '>=': (it) => it >= 0,
};

function caseless(sign: string, left: Operand, right: Operand): Evaluate {
  const equal = sign === '=~';
  const last = { text: '', lower: '' };
  return (row, at, rows) => {
    const a = toText(left.evaluate(row, at, rows), left.type);
    const b = toText(right.evaluate(row, at, rows), right.type);
    if (b !== last.text) Object.assign(last, { text: b, lower: b.toLowerCase() });
    return (a.length === b.length && a.toLowerCase() === last.lower) === equal;
  };
}
