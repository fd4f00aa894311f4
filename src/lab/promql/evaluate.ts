import { aggregate } from './aggregate.ts';
import { binary } from './binary.ts';
import { functions } from './functions/index.ts';
import { withoutName } from './labels.ts';
import { executionError } from './promql-error.ts';
import { instantOf, type Point, type Series, type Value, windowsOf } from './series.ts';
import type { Node, Selector } from './syntax.ts';

/** The series that each selector of the expression chose. */
export type Selected = ReadonlyMap<Selector, readonly Series[]>;

/** What an expression gives at a moment (milliseconds). */
export function evaluate(node: Node, at: number, selected: Selected): Value {
  switch (node.type) {
    case 'number':
      return { type: 'scalar', value: node.value };
    case 'string':
      return { type: 'string', value: node.value };
    case 'paren':
      return evaluate(node.of, at, selected);
    case 'negate':
      return negated(evaluate(node.of, at, selected));
    case 'selector':
      return select(node, at, selected.get(node) ?? []);
    case 'aggregate': {
      const param = node.param && evaluate(node.param, at, selected);
      const of = evaluate(node.of, at, selected);
      return {
        type: 'vector',
        points: aggregate(node, of.type === 'vector' ? of.points : [], param?.type === 'scalar' ? param.value : 0),
      };
    }
    case 'call': {
      const args = node.args.map((it) => evaluate(it, at, selected));
      const result = functions.get(node.name)?.call(args, at, node.args);
      if (!result) throw executionError(`unknown function with name "${node.name}"`);
      return distinct(result);
    }
    case 'binary':
      return distinct(binary(node, evaluate(node.left, at, selected), evaluate(node.right, at, selected)));
  }
}

function select(node: Selector, at: number, series: readonly Series[]): Value {
  const moment = at - node.offsetMs;
  return node.rangeMs === undefined
    ? { type: 'vector', points: instantOf(series, moment) }
    : { type: 'matrix', windows: windowsOf(series, moment, node.rangeMs) };
}

function negated(value: Value): Value {
  if (value.type === 'scalar') return { type: 'scalar', value: -value.value };
  if (value.type !== 'vector') return value;
  return distinct({
    type: 'vector',
    points: value.points.map((it) => ({ labels: withoutName(it.labels), value: -it.value })),
  });
}

/** Refuses two points with the same labels, which dropping a name or replacing a label can make. */
function distinct(value: Value): Value {
  if (value.type !== 'vector') return value;
  const known = new Set<string>();
  for (const { labels } of value.points as Point[]) {
    if (known.has(labels.key)) throw executionError('vector cannot contain metrics with the same labelset');
    known.add(labels.key);
  }
  return value;
}
