import type { Aggregation } from '../aggregates/index.ts';
import { convert } from '../convert.ts';
import { floorDiv } from '../datetime.ts';
import { evaluateOnce, operand } from '../expression.ts';
import { type Frame, noRow, rowScope } from '../frame.ts';
import { Groups } from '../groups.ts';
import { KqlError, unsupported } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import { box, type Row, type TypeName, type Value } from '../value.ts';
import { parameter, resultColumns } from './operator.ts';
import { output } from './summarize.ts';

/** Bins of one size; without bounds a series reaches from its first bin that has rows to its last. */
interface Axis {
  type: TypeName;
  /** Where the first bin begins, or a multiple of the step. */
  origin: number | bigint;
  step: number | bigint;
  first: number | undefined;
  /** The place after the last bin. */
  end: number | undefined;
}

interface Series {
  key: Row;
  /** One set of states for each bin that has rows. */
  bins: Map<number, ReturnType<Aggregation['start']>[]>;
}

const MOST_POINTS = 1_000_000;

/** make-series: arrays of aggregates by equal bins; `to` is left out, unless it is the end of in range(). */
export function makeSeries(node: Syntax, input: Relation, frame: Frame): Relation {
  const columns = resultColumns(node);
  const scope = rowScope(frame, input);
  const on = node.child('OnClause').child('Expression');
  const value = operand(on, scope);
  const axis = axisOf(node.child('RangeClause'), value.type, scope.frame);
  const by = (node.maybe('ByClause')?.list('Expressions') ?? []).map((it) => operand(it, scope));
  const outputs = node.list('Aggregates').map((it) => {
    const aggregate = output(it.child('Expression'), 0, scope);
    const fallback = it.maybe('DefaultExpression')?.child('Expression');
    return { ...aggregate, type: it.child('Expression').type, fallback: fallback ? boxed(fallback, frame) : 0n };
  });
  const aggregations = outputs.flatMap((it) => it.aggregations);
  const all: Series[] = [];
  const found = new Groups<Series>(by.map((it) => it.type));
  const series = (key: Row) =>
    found.at(key, () => {
      const made: Series = { key, bins: new Map() };
      all.push(made);
      return made;
    });
  if (by.length === 0 && parameter(node, 'kind')?.text === 'nonempty') series([]);
  input.rows.forEach((row, at, rows) => {
    const place = binOf(value.evaluate(row, at, rows), axis);
    if (place === undefined) return;
    const { bins } = series(by.map((it) => it.evaluate(row, at, rows)));
    const states = bins.get(place) ?? aggregations.map((it) => it.start());
    bins.set(place, states);
    for (const state of states) state.add(row, at, rows);
  });
  const rows = all.map(({ key, bins }): Row => {
    const places = placesOf(bins, axis, node);
    const cells = places.map((it) => cellsOf(bins.get(it), outputs));
    const arrays = outputs.map((_, which) => cells.map((it) => it[which] ?? null));
    return [...key, ...arrays, places.map((it) => pointOf(axis, it))];
  });
  if (columns.length !== by.length + outputs.length + 1) throw unsupported(node.text.slice(0, 120), node.start);
  return { columns, rows };
}

type Output = ReturnType<typeof output> & { type: TypeName; fallback: Value };

function cellsOf(
  states: Series['bins'] extends Map<number, infer S> ? S | undefined : never,
  outputs: Output[],
): Value[] {
  let next = 0;
  return outputs.map(({ aggregations, finish, type, fallback }) => {
    if (!states) return fallback;
    const results = states.slice(next, next + aggregations.length).map((it) => it.finish());
    next += aggregations.length;
    return box(finish(results, [])[0] ?? null, type) ?? fallback;
  });
}

function boxed(node: Syntax, frame: Frame): Value {
  return box(evaluateOnce(node, noRow(frame)), node.type);
}

function axisOf(clause: Syntax, type: TypeName, frame: Frame): Axis {
  const ranged = clause.kind === 'MakeSeriesInRangeClause';
  const [from, to, step] = ranged
    ? clause.child('Arguments').list('Expressions')
    : ['From', 'To', 'Step'].map((it) => clause.maybe(`MakeSeries${it}Clause`)?.child('Expression'));
  const read = (node: Syntax | undefined, wanted: TypeName) => {
    if (!node) return undefined;
    const value = convert(evaluateOnce(node, noRow(frame)), node.type, wanted);
    if (typeof value !== 'number' && typeof value !== 'bigint')
      throw new KqlError('SemanticError', 'make-series: a bound is null', node.start);
    return value;
  };
  const size = read(step, type === 'datetime' ? 'timespan' : type);
  if (size === undefined || size <= 0)
    throw new KqlError('SemanticError', 'make-series: the step must be positive', clause.start);
  const [start, stop] = [read(from, type), read(to, type)];
  const whole = typeof size === 'bigint';
  const axis: Axis = {
    type,
    origin: start ?? (whole ? 0n : 0),
    step: size,
    first: start === undefined ? undefined : 0,
    end: undefined,
  };
  if (stop !== undefined) axis.end = ranged ? placeOf(stop, axis) + 1 : -placeOf(stop, axis, -1);
  return axis;
}

/** The bin that a value lies in; with `-1`, minus the first bin that begins at it or after. */
function placeOf(value: number | bigint, { origin, step }: Axis, sign = 1): number {
  if (typeof origin === 'bigint') return Number(floorDiv((BigInt(value) - origin) * BigInt(sign), BigInt(step)));
  return Math.floor(((Number(value) - origin) * sign) / Number(step));
}

function binOf(value: Value, axis: Axis): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const place = placeOf(value, axis);
  const outside = (axis.first !== undefined && place < axis.first) || (axis.end !== undefined && place >= axis.end);
  return outside ? undefined : place;
}

function placesOf(bins: Series['bins'], { first, end }: Axis, node: Syntax): number[] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const place of bins.keys()) [least, most] = [Math.min(least, place), Math.max(most, place)];
  const from = first ?? least;
  const length = Math.max(0, (end ?? most + 1) - from) || 0;
  if (length > MOST_POINTS) throw new KqlError('LimitsExceeded', 'make-series: too many points', node.start);
  return Array.from({ length }, (_, index) => from + index);
}

function pointOf({ origin, step, type }: Axis, place: number): Value {
  const value = typeof origin === 'bigint' ? origin + BigInt(step) * BigInt(place) : origin + Number(step) * place;
  return box(value, type);
}
