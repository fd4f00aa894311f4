import { operate } from './arithmetic.ts';
import { drop, keep, type Labels, labelText, labelValue, nameLabel, withLabel, withoutName } from './labels.ts';
import { executionError } from './promql-error.ts';
import type { Point, Value } from './series.ts';
import { type Binary, isComparison, isSetOperator, type Matching } from './syntax.ts';

/** An operation on what its two sides gave. */
export function binary(node: Binary, left: Value, right: Value): Value {
  if (left.type === 'scalar' && right.type === 'scalar')
    return { type: 'scalar', value: Number(operate(node.op, left.value, right.value)) };
  if (left.type === 'vector' && right.type === 'scalar')
    return withScalar(node, left.points, (it) => operate(node.op, it, right.value));
  if (left.type === 'scalar' && right.type === 'vector')
    return withScalar(node, right.points, (it) => operate(node.op, left.value, it));
  if (left.type !== 'vector' || right.type !== 'vector') throw executionError('unexpected operands');
  return {
    type: 'vector',
    points: isSetOperator(node.op) ? ofSets(node, left.points, right.points) : matched(node, left.points, right.points),
  };
}

const filters = (node: Binary): boolean => isComparison(node.op) && !node.bool;

function withScalar(node: Binary, points: readonly Point[], result: (value: number) => number | boolean): Value {
  const kept = filters(node)
    ? points.filter((it) => result(it.value))
    : points.map((it) => ({ labels: withoutName(it.labels), value: Number(result(it.value)) }));
  return { type: 'vector', points: kept };
}

/** The labels by which two sides find each other. */
function group(matching: Matching, labels: Labels): Labels {
  return matching.on ? keep(labels, matching.labels) : drop(labels, [...matching.labels, nameLabel]);
}

function ofSets(node: Binary, left: readonly Point[], right: readonly Point[]): Point[] {
  const key = (point: Point) => group(node.matching, point.labels).key;
  if (node.op === 'or') {
    const known = new Set(left.map(key));
    return [...left, ...right.filter((it) => !known.has(key(it)))];
  }
  const others = new Set(right.map(key));
  return left.filter((it) => others.has(key(it)) === (node.op === 'and'));
}

function matched(node: Binary, left: readonly Point[], right: readonly Point[]): Point[] {
  const { matching } = node;
  const swapped = matching.many === 'right';
  const [many, one] = swapped ? [right, left] : [left, right];
  const partners = partnersOf(matching, one, swapped ? 'left' : 'right');
  const given = new Set<string>();
  const points: Point[] = [];
  for (const point of many) {
    const place = group(matching, point.labels);
    const partner = partners.get(place.key);
    if (!partner) continue;
    const [first, second] = swapped ? [partner.value, point.value] : [point.value, partner.value];
    const result = operate(node.op, first, second);
    if (filters(node) && !result) continue;
    const labels = resultLabels(node, point.labels, partner.labels);
    const taken = matching.many ? labels.key : place.key;
    if (given.has(taken))
      throw executionError(
        matching.many
          ? 'multiple matches for labels: grouping labels must ensure unique matches'
          : 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
      );
    given.add(taken);
    points.push({ labels, value: filters(node) ? first : Number(result) });
  }
  return points;
}

function partnersOf(matching: Matching, points: readonly Point[], side: 'left' | 'right'): Map<string, Point> {
  const partners = new Map<string, Point>();
  for (const point of points) {
    const place = group(matching, point.labels);
    const other = partners.get(place.key);
    if (other)
      throw executionError(
        `found duplicate series for the match group ${labelText(place)} on the ${side} hand-side of the operation: [${labelText(point.labels)}, ${labelText(other.labels)}];many-to-many matching not allowed: matching labels must be unique on one side`,
      );
    partners.set(place.key, point);
  }
  return partners;
}

function resultLabels(node: Binary, own: Labels, partner: Labels): Labels {
  const { matching } = node;
  const named = filters(node) ? own : withoutName(own);
  if (matching.many)
    return matching.include.reduce((labels, name) => withLabel(labels, name, labelValue(partner, name)), named);
  return matching.on ? keep(named, matching.labels) : drop(named, matching.labels);
}
