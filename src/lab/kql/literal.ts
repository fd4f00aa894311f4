import { toGuid } from './convert.ts';
import { parseDatetime } from './datetime.ts';
import { parseDecimal } from './decimal.ts';
import { KqlError, unsupported } from './kql-error.ts';
import type { Syntax } from './syntax.ts';
import { parseTimespan } from './timespan.ts';
import { box, long, type Value } from './value.ts';

/** The value of a literal node, by its own static type. */
export function literalValue(node: Syntax): Value {
  const text = node.valueText;
  const inner = /^\s*[a-z]+\s*\(([\s\S]*)\)\s*$/i.exec(node.text)?.[1]?.trim();
  switch (node.kind) {
    case 'StringLiteralExpression':
      return text;
    case 'CompoundStringLiteralExpression':
      return node
        .children()
        .flatMap((it) => it.children())
        .map((it) => String(it.raw.ValueText ?? ''))
        .join('');
    case 'LongLiteralExpression':
    case 'IntLiteralExpression':
      return integer(inner ?? node.text, node);
    case 'RealLiteralExpression':
      return real(inner ?? node.text, node);
    case 'DecimalLiteralExpression':
      return inner === 'null' ? null : decimal(unquoted(inner ?? ''), node);
    case 'BooleanLiteralExpression':
      return boolean(inner ?? node.text, node);
    case 'DateTimeLiteralExpression':
      return inner === 'null' ? null : needed(datetime(unquoted(inner ?? '')), node);
    case 'TimespanLiteralExpression':
      return inner === 'null' ? null : needed(parseTimespan(unquoted(inner ?? node.text)), node);
    case 'GuidLiteralExpression':
      return inner === 'null' ? null : guid(unquoted(inner ?? text), node);
    case 'NullLiteralExpression':
    // The language service has read the type; there is nothing to compute.
    case 'TypeOfLiteralExpression':
      return null;
    default:
      throw unsupported(`the literal ${node.text}`, node.start);
  }
}

/** Spaces around the dashes of a literal do not count. */
function datetime(text: string): bigint | undefined {
  return parseDatetime(text) ?? parseDatetime(text.replace(/\s*-\s*/g, '-'));
}

function unquoted(text: string): string {
  return /^(['"])[\s\S]*\1$/.test(text) ? text.slice(1, -1) : text;
}

function needed(value: bigint | undefined, node: Syntax): bigint {
  if (value === undefined) throw new KqlError('SemanticError', `${node.text} is not a valid literal`, node.start);
  return value;
}

function integer(text: string, node: Syntax): Value {
  if (text === 'null') return null;
  const bare = text.replace(/[lL]$/, '');
  if (!/^[+-]?(\d+|0x[0-9a-f]+)$/i.test(bare)) throw unsupported(`the literal ${node.text}`, node.start);
  const negative = bare.startsWith('-');
  const value = BigInt(bare.replace(/^[+-]/, ''));
  return long(negative ? -value : whole(value, node));
}

function real(text: string, node: Syntax): Value {
  if (text === 'null') return null;
  if (/^nan$/i.test(text)) return Number.NaN;
  if (/^[+-]?inf$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  const value = Number(text);
  if (!Number.isFinite(value)) throw unsupported(`the literal ${node.text}`, node.start);
  return value;
}

function decimal(text: string, node: Syntax): Value {
  const value = parseDecimal(text);
  if (!value) throw new KqlError('SemanticError', `${node.text} is not a valid literal`, node.start);
  return value;
}

function guid(text: string, node: Syntax): Value {
  const value = toGuid(text, 'string');
  if (value === null) throw new KqlError('SemanticError', `${node.text} is not a valid literal`, node.start);
  return value;
}

function boolean(text: string, node: Syntax): Value {
  if (text === 'null') return null;
  if (!/^(true|false|\d+)$/i.test(text)) throw unsupported(`the literal ${node.text}`, node.start);
  return /^true$/i.test(text) || (/^\d+$/.test(text) && text !== '0');
}

function whole(value: bigint, node: Syntax): bigint {
  if (value > 9223372036854775807n) throw new KqlError('SemanticError', `${node.text} is out of range`, node.start);
  return value;
}

/** The value of dynamic(...): JSON with Kusto's typed literals inside. */
export function dynamicLiteral(node: Syntax): Value {
  switch (node.kind) {
    case 'DynamicExpression':
      return dynamicLiteral(node.child('Expression'));
    case 'JsonObjectExpression':
      return new Map(
        node.list('Pairs').map((pair) => [pair.valueText, dynamicLiteral(pair.child('Value'))] as [string, Value]),
      );
    case 'JsonArrayExpression':
      return node.list('Values').map(dynamicLiteral);
    case 'UnaryMinusExpression': {
      const value = dynamicLiteral(node.child('Expression'));
      return typeof value === 'bigint' || typeof value === 'number' ? -value : value;
    }
    case 'StringLiteralExpression':
    case 'CompoundStringLiteralExpression':
      return literalValue(node);
    case 'LongLiteralExpression':
      if (!/^\d+$/.test(node.text)) return box(literalValue(node), 'long');
      return whole(BigInt(node.text), node);
    default: {
      const value = literalValue(node);
      if (value === Infinity) throw new KqlError('SemanticError', `${node.text} is out of range`, node.start);
      return box(value, node.type);
    }
  }
}
