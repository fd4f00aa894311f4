import { aggregate } from './aggregate.ts';
import { binary } from './binary.ts';
import { functions } from './functions/index.ts';
import { withoutName } from './labels.ts';
import { executionError } from './promql-error.ts';
import { instantOf, type Point, type Series, type Value, type Window, windowsOf } from './series.ts';
import type { Node, Selector, Subquery } from './syntax.ts';

/** The series that each selector of the expression chose, and the query's own times (milliseconds). */
export interface Selected {
  series: ReadonlyMap<Selector, readonly Series[]>;
  start: number;
  end: number;
  /** How many moments subqueries have computed. */
  moments: number;
}

const mostMoments = 500_000;
/** What a subquery's step is when it does not say: the evaluation interval of Prometheus' default configuration. */
const defaultStepMs = 60_000;

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
      return select(node, momentOf(node, at, selected), selected.series.get(node) ?? []);
    case 'subquery':
      return { type: 'matrix', windows: repeated(node, momentOf(node, at, selected), selected) };
    case 'aggregate': {
      const param = node.param && evaluate(node.param, at, selected);
      const of = evaluate(node.of, at, selected);
      return {
        type: 'vector',
        points: aggregate(node, of.type === 'vector' ? of.points : [], param && 'value' in param ? param.value : 0),
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

/** The moment that a selector or a subquery is about. */
export function momentOf(
  { fixed, offsetMs }: Selector | Subquery,
  at: number,
  { start, end }: { start: number; end: number },
): number {
  return (fixed === undefined ? at : fixed === 'start' ? start : fixed === 'end' ? end : fixed) - offsetMs;
}

/** The values of an expression at every multiple of the step within a range; the range's start itself is not part of it. */
function repeated({ of, rangeMs, stepMs = defaultStepMs }: Subquery, end: number, selected: Selected): Window[] {
  const start = end - rangeMs;
  const windows = new Map<string, Window>();
  for (let at = (Math.floor(start / stepMs) + 1) * stepMs; at <= end; at += stepMs) {
    if (++selected.moments > mostMoments)
      throw executionError('query processing would load too many samples into memory in query execution');
    const value = evaluate(of, at, selected);
    for (const point of value.type === 'vector' ? value.points : []) {
      const { key } = point.labels;
      const window = windows.get(key) ?? { labels: point.labels, times: [], values: [], start, end };
      windows.set(key, window);
      window.times.push(at);
      window.values.push(point.value);
    }
  }
  return [...windows.values()];
}

function select(node: Selector, moment: number, series: readonly Series[]): Value {
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
