import { keyOf } from './compare.ts';
import { comparison } from './comparison.ts';
import { toText } from './convert.ts';
import { compile, type Operand, operand } from './expression.ts';
import type { Evaluate, Scope } from './frame.ts';
import { kustoRegex } from './kusto-regex.ts';
import { columnValues } from './scalar-query.ts';
import { hasTerm, stringOperator } from './string-match.ts';
import type { Syntax } from './syntax.ts';
import { box, isNumeric, type TypeName, type Value } from './value.ts';

/** has, contains, startswith, ... and matches regex. */
export function patternTest(kind: string, left: Operand, right: Operand): Evaluate {
  if (kind === 'MatchesRegexExpression') {
    // A faulty expression is refused even where there are no rows.
    if (isConstant(right.node)) kustoRegex(toText(right.evaluate([], 0, []), right.type));
    return (row, at, rows) =>
      kustoRegex(toText(right.evaluate(row, at, rows), right.type)).test(
        toText(left.evaluate(row, at, rows), left.type),
      );
  }
  const operator = stringOperator(kind);
  if (!operator) throw new Error(`no string operator ${kind}`);
  const { test, caseSensitive, negated } = operator;
  const last = { text: '', lower: '' };
  return (row, at, rows) => {
    const sought = toText(right.evaluate(row, at, rows), right.type);
    const text = toText(left.evaluate(row, at, rows), left.type);
    if (caseSensitive) return test(text, sought) !== negated;
    if (sought !== last.text) Object.assign(last, { text: sought, lower: sought.toLowerCase() });
    return test(text.toLowerCase(), last.lower) !== negated;
  };
}

/** between and !between. */
export function betweenTest(node: Syntax, scope: Scope): Evaluate {
  const left = operand(node.child('Left'), scope);
  const low = operand(node.child('Right').child('First'), scope);
  const high = operand(node.child('Right').child('Second'), scope);
  // The upper bound of a datetime may be a timespan from the lower one.
  const top: Operand =
    high.type === 'timespan' && low.type === 'datetime'
      ? {
          ...high,
          type: 'datetime',
          evaluate: (row, at, rows) => sum(low.evaluate(row, at, rows), high.evaluate(row, at, rows)),
        }
      : high;
  const above = comparison('>=', left, low);
  const below = comparison('<=', left, top);
  const negated = node.kind === 'NotBetweenExpression';
  return (row, at, rows) => {
    const inside = above(row, at, rows) === true && below(row, at, rows) === true;
    return inside !== negated;
  };
}

function sum(a: Value, b: Value): Value {
  return a === null || b === null ? null : (a as bigint) + (b as bigint);
}

/** in, !in, in~ and !in~ over scalars, dynamic arrays or the first column of a table. */
export function listTest(node: Syntax, left: Operand, scope: Scope): Evaluate {
  // The language service's names InCs and NotInCs stand for the forms with the tilde.
  const caseless = node.child('Operator').text.endsWith('~');
  const negated = node.kind.startsWith('Not');
  const key = (value: Value, type: TypeName) => {
    const boxed = keyOf(type === 'dynamic' ? value : isNumeric(type) ? value : box(value, type), 'dynamic');
    return caseless && typeof boxed === 'string' ? boxed.toLowerCase() : boxed;
  };
  const fixed = new Set<unknown>();
  const moving: Operand[] = [];
  for (const item of node.child('Right').list('Expressions')) {
    const table = columnValues(item, scope);
    if (table) for (const value of table.values) add(fixed, value, table.type, key);
    else if (isConstant(item)) add(fixed, compile(item, scope)([], 0, []), item.type, key);
    else moving.push(operand(item, scope));
  }
  return (row, at, rows) => {
    const value = left.evaluate(row, at, rows);
    const own = key(value, left.type);
    let found = fixed.has(own);
    for (let index = 0; !found && index < moving.length; index++) {
      const other = moving[index];
      if (!other) continue;
      const set = new Set<unknown>();
      add(set, other.evaluate(row, at, rows), other.type, key);
      found = set.has(own);
    }
    return found !== negated;
  };
}

function add(set: Set<unknown>, value: Value, type: TypeName, key: (value: Value, type: TypeName) => unknown): void {
  if (Array.isArray(value)) for (const item of value) set.add(key(item, 'dynamic'));
  else set.add(key(value, type));
}

/** Whether a node is a literal, so that its value needs no row. */
export function isConstant(node: Syntax): boolean {
  return node.raw.IsLiteral === true || node.kind === 'DynamicExpression';
}

/** has_any and has_all. */
export function hasListTest(node: Syntax, left: Operand, scope: Scope): Evaluate {
  const all = node.kind === 'HasAllExpression';
  const parts = node
    .child('Right')
    .list('Expressions')
    .map((item) => {
      const table = columnValues(item, scope);
      if (table) return () => table.values.map((value) => toText(value, table.type).toLowerCase());
      const { evaluate, type } = operand(item, scope);
      const words = (value: Value) =>
        (Array.isArray(value) ? value.map((it) => toText(it, 'dynamic')) : [toText(value, type)]).map((it) =>
          it.toLowerCase(),
        );
      const fixed = isConstant(item) ? words(evaluate([], 0, [])) : undefined;
      return (...given: Parameters<Evaluate>) => fixed ?? words(evaluate(...given));
    });
  return (row, at, rows) => {
    const text = toText(left.evaluate(row, at, rows), left.type).toLowerCase();
    const found = (part: (typeof parts)[number]) => {
      const words = part(row, at, rows);
      return all ? words.every((word) => hasTerm(text, word)) : words.some((word) => hasTerm(text, word));
    };
    return all ? parts.every(found) : parts.some(found);
  };
}
