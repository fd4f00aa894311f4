import { arithmetic, negative } from './arithmetic.ts';
import { callFunction } from './call.ts';
import { comparison } from './comparison.ts';
import { toBool } from './convert.ts';
import type { Evaluate, Scope } from './frame.ts';
import { KqlError, unsupported } from './kql-error.ts';
import { dynamicLiteral, literalValue } from './literal.ts';
import { betweenTest, hasListTest, listTest, patternTest } from './predicate.ts';
import { toScalar } from './scalar-query.ts';
import { stringOperator } from './string-match.ts';
import type { Syntax } from './syntax.ts';
import type { TypeName, Value } from './value.ts';

const arithmeticSigns: Record<string, string> = {
  AddExpression: '+',
  SubtractExpression: '-',
  MultiplyExpression: '*',
  DivideExpression: '/',
  ModuloExpression: '%',
};
const comparisonSigns: Record<string, string> = {
  EqualExpression: '==',
  NotEqualExpression: '!=',
  LessThanExpression: '<',
  LessThanOrEqualExpression: '<=',
  GreaterThanExpression: '>',
  GreaterThanOrEqualExpression: '>=',
  EqualTildeExpression: '=~',
  BangTildeExpression: '!~',
};

/** Turns an analysed scalar expression into a function of a row; what is not known is refused. */
export function compile(node: Syntax, scope: Scope): Evaluate {
  const slot = scope.slots?.get(node.raw);
  if (slot !== undefined) return (row) => row[slot] ?? null;
  const { kind } = node;
  if (/Literal/.test(kind)) return constant(literalValue(node));
  const sides = (): [Operand, Operand] => [operand(node.child('Left'), scope), operand(node.child('Right'), scope)];
  const sign = arithmeticSigns[kind];
  if (sign) return arithmetic(sign, ...sides(), node);
  const relation = comparisonSigns[kind];
  if (relation) return comparison(relation, ...sides());
  if (stringOperator(kind) || kind === 'MatchesRegexExpression') {
    return node.child('Left').kind === 'StarExpression' ? anyColumn(node, scope) : patternTest(kind, ...sides());
  }
  switch (kind) {
    case 'NameReference':
      return reference(node, scope);
    case 'SimpleNamedExpression':
    case 'ParenthesizedExpression':
      return compile(node.child('Expression'), scope);
    case 'DynamicExpression':
      return constant(dynamicLiteral(node));
    case 'UnaryMinusExpression':
      return negative(operand(node.child('Expression'), scope), node);
    case 'UnaryPlusExpression':
      return compile(node.child('Expression'), scope);
    case 'AndExpression':
      return both(...sides());
    case 'OrExpression':
      return either(...sides());
    case 'InExpression':
    case 'InCsExpression':
    case 'NotInExpression':
    case 'NotInCsExpression':
      return listTest(node, operand(node.child('Left'), scope), scope);
    case 'HasAnyExpression':
    case 'HasAllExpression':
      return hasListTest(node, operand(node.child('Left'), scope), scope);
    case 'BetweenExpression':
    case 'NotBetweenExpression':
      return betweenTest(node, scope);
    case 'PathExpression':
      return member(node, scope);
    case 'ElementExpression':
      return element(node, scope);
    case 'FunctionCallExpression':
      return callFunction(node, scope);
    case 'ToScalarExpression':
      return constant(toScalar(node.child('Expression'), scope));
    default:
      throw unsupported(`the expression ${node.text.slice(0, 80)} (${kind})`, node.start);
  }
}

/** `* has "x"`: whether any column does. */
function anyColumn(node: Syntax, scope: Scope): Evaluate {
  const left = node.child('Left');
  const right = operand(node.child('Right'), scope);
  const tests = (scope.types ?? []).map((type, index) =>
    patternTest(node.kind, { node: left, type, evaluate: (row) => row[index] ?? null }, right),
  );
  return (row, at, rows) => tests.some((test) => test(row, at, rows) === true);
}

/** A compiled expression with its static type. */
export interface Operand {
  evaluate: Evaluate;
  type: TypeName;
  node: Syntax;
}

/** Compiles an expression and keeps its type. */
export function operand(node: Syntax, scope: Scope): Operand {
  return { evaluate: compile(node, scope), type: typeOf(node, scope), node };
}

/** The value of an expression that may look at no row. */
export function evaluateOnce(node: Syntax, scope: Scope): Value {
  return compile(node, { frame: scope.frame, columns: new Map(), row: {} })([], 0, []);
}

function typeOf(node: Syntax, scope: Scope): TypeName {
  if (node.type !== 'unknown' || node.kind !== 'NameReference') return node.type;
  const binding = scope.frame.find(node.name);
  return binding?.kind === 'scalar' || binding?.kind === 'row' ? binding.type : 'unknown';
}

function constant(value: Value): Evaluate {
  return () => value;
}

function reference(node: Syntax, scope: Scope): Evaluate {
  const index = scope.columns.get(node.name);
  if (index !== undefined) return (row) => row[index] ?? null;
  const binding = scope.frame.find(node.name);
  if (binding?.kind === 'scalar') return constant(binding.value);
  if (binding?.kind === 'row' && binding.row === scope.row) return binding.evaluate;
  if (binding?.kind === 'table') return constant(toScalar(node, scope));
  throw new KqlError('SemanticError', `Failed to resolve column or scalar expression named '${node.name}'`, node.start);
}

function both(left: Operand, right: Operand): Evaluate {
  return (row, at, rows) => {
    const a = toBool(left.evaluate(row, at, rows), left.type);
    if (a === false) return false;
    const b = toBool(right.evaluate(row, at, rows), right.type);
    return b === false ? false : a === null || b === null ? null : true;
  };
}

function either(left: Operand, right: Operand): Evaluate {
  return (row, at, rows) => {
    const a = toBool(left.evaluate(row, at, rows), left.type);
    if (a === true) return true;
    const b = toBool(right.evaluate(row, at, rows), right.type);
    return b === true ? true : a === null || b === null ? null : false;
  };
}

function member(node: Syntax, scope: Scope): Evaluate {
  const selector = node.child('Selector');
  if (selector.kind === 'BracketedExpression') return element(node, scope);
  if (selector.kind !== 'NameReference') throw unsupported(`the path ${node.text}`, node.start);
  const whole = compile(node.child('Expression'), scope);
  const { name } = selector;
  return (row, at, rows) => {
    const value = whole(row, at, rows);
    return value instanceof Map ? (value.get(name) ?? null) : null;
  };
}

function element(node: Syntax, scope: Scope): Evaluate {
  const whole = compile(node.child('Expression'), scope);
  const selector = node.child('Selector');
  const index = compile(selector.kind === 'BracketedExpression' ? selector.child('Expression') : selector, scope);
  return (row, at, rows) => {
    const value = whole(row, at, rows);
    const key = index(row, at, rows);
    if (Array.isArray(value)) {
      const place = typeof key === 'number' || typeof key === 'bigint' ? Number(key) : Number.NaN;
      return value[place < 0 ? value.length + place : place] ?? null;
    }
    return value instanceof Map && typeof key === 'string' ? (value.get(key) ?? null) : null;
  };
}
