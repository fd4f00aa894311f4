import { convert, toDynamic, toText } from '../convert.ts';
import { unsupported } from '../kql-error.ts';
import { box, missing, type TypeName, typeInside, type Value } from '../value.ts';
import { lenient, type ScalarFunction } from './scalar-function.ts';

function to(type: TypeName): ScalarFunction {
  return (call) => {
    const [arg] = call.args;
    if (!arg || call.args.length > 1) throw unsupported(call.node.text, call.node.start);
    const from = arg.type;
    return (row, at, rows) => convert(arg.evaluate(row, at, rows), from, type) ?? missing(type);
  };
}

const parse: ScalarFunction = lenient(([value = null], [type = 'unknown']) =>
  type === 'string' ? toDynamic(value, 'string') : box(value, type),
);

/** Bags with their keys in order, all the way down. */
function sortedKeys(value: Value): Value {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!(value instanceof Map)) return value;
  return new Map([...value].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, it]) => [key, sortedKeys(it)]));
}

/** Functions that change a value's type. */
export const conversions: Record<string, ScalarFunction> = {
  tostring: to('string'),
  toint: to('int'),
  tolong: to('long'),
  todouble: to('real'),
  toreal: to('real'),
  tobool: to('bool'),
  toboolean: to('bool'),
  todatetime: to('datetime'),
  totimespan: to('timespan'),
  toguid: to('guid'),
  todecimal: to('decimal'),
  parse_json: parse,
  parsejson: parse,
  todynamic: parse,
  toobject: parse,
  dynamic_to_json: lenient(([value = null], [type = 'unknown']) => toText(sortedKeys(value), type)),
  gettype: lenient(([value = null], [type = 'unknown']) => {
    if (type !== 'dynamic') return type === 'unknown' ? 'null' : type;
    if (value instanceof Map) return 'dictionary';
    if (Array.isArray(value)) return 'array';
    // A real inside a dynamic value goes by its other name.
    return typeInside(value) === 'real' ? 'double' : typeInside(value);
  }),
};
