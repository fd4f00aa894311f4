import { aggregations } from './aggregate.ts';
import { functions } from './functions/index.ts';
import { parseError } from './promql-error.ts';
import { type Binary, type Call, isComparison, isSetOperator, type Node, type ValueType } from './syntax.ts';

const spoken: Record<ValueType, string> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
};

/** What an expression gives. */
export function typeOf(node: Node): ValueType {
  switch (node.type) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'paren':
    case 'negate':
      return typeOf(node.of);
    case 'selector':
      return node.rangeMs === undefined ? 'vector' : 'matrix';
    case 'subquery':
      return 'matrix';
    case 'aggregate':
      return 'vector';
    case 'call':
      return functions.get(node.name)?.returns ?? 'vector';
    case 'binary':
      return typeOf(node.left) === 'scalar' && typeOf(node.right) === 'scalar' ? 'scalar' : 'vector';
  }
}

/** Refuses an expression whose parts do not fit together. */
export function checkTypes(node: Node, text: string): void {
  const expect = (part: Node, type: ValueType, where: string) => {
    checkTypes(part, text);
    const given = typeOf(part);
    if (given !== type)
      throw parseError(text, part.at, `expected type ${spoken[type]} in ${where}, got ${spoken[given]}`);
  };
  switch (node.type) {
    case 'paren':
      checkTypes(node.of, text);
      return;
    case 'negate':
      checkTypes(node.of, text);
      if (!/^(?:scalar|vector)$/.test(typeOf(node.of)))
        throw parseError(
          text,
          node.at,
          `unary expression only allowed on expressions of type scalar or instant vector, got "${spoken[typeOf(node.of)]}"`,
        );
      return;
    case 'subquery':
      checkTypes(node.of, text);
      if (typeOf(node.of) !== 'vector')
        throw parseError(text, node.at, `subquery is only allowed on instant vector, got ${typeOf(node.of)} instead`);
      return;
    case 'aggregate':
      expect(node.of, 'vector', 'aggregation expression');
      if (node.param) expect(node.param, aggregations.get(node.op)?.param ?? 'scalar', 'aggregation parameter');
      return;
    case 'call':
      checkCall(node, text, expect);
      return;
    case 'binary':
      checkBinary(node, text);
      return;
    default:
      return;
  }
}

function checkCall(node: Call, text: string, expect: (part: Node, type: ValueType, where: string) => void): void {
  const known = functions.get(node.name);
  if (!known) throw parseError(text, node.at, `unknown function with name ${JSON.stringify(node.name)}`);
  const most = known.takes.length;
  const least = most - (known.optional ?? 0);
  const given = node.args.length;
  const wrong = (how: string, count: number) =>
    parseError(text, node.at, `expected ${how}${count} argument(s) in call to "${node.name}", got ${given}`);
  if (most === least && given !== most) throw wrong('', most);
  if (given < least) throw wrong('at least ', least);
  if (given > most) throw wrong('at most ', most);
  for (const [index, arg] of node.args.entries())
    expect(arg, known.takes[index] ?? 'vector', `call to function "${node.name}"`);
}

function checkBinary(node: Binary, text: string): void {
  const { left, right, op, matching } = node;
  checkTypes(left, text);
  checkTypes(right, text);
  const types = [typeOf(left), typeOf(right)];
  for (const [side, type] of [left, right].map((it, index) => [it, types[index]] as const))
    if (type !== 'scalar' && type !== 'vector')
      throw parseError(text, side.at, 'binary expression must contain only scalar and instant vector types');
  const scalars = types.filter((it) => it === 'scalar').length;
  if (scalars === 2 && isComparison(op) && !node.bool)
    throw parseError(text, node.opAt, 'comparisons between scalars must use BOOL modifier');
  if (scalars > 0 && isSetOperator(op))
    throw parseError(text, node.at, `set operator "${op}" not allowed in binary scalar expression`);
  if (scalars > 0 && (matching.on || matching.labels.length > 0 || matching.many))
    throw parseError(text, node.at, 'vector matching only allowed between instant vectors');
}
