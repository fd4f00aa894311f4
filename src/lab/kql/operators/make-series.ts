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

interface Axis {
  type: TypeName;
  from: number | bigint;
  step: number | bigint;
  size: number;
}

interface Series {
  key: Row;
  /** One set of states for each bin that has rows. */
  bins: Map<number, ReturnType<Aggregation['start']>[]>;
}

const MOST_POINTS = 1_000_000;

/** make-series with from, to and step: arrays of aggregates by equal bins; `to` is left out. */
export function makeSeries(node: Syntax, input: Relation, frame: Frame): Relation {
  const columns = resultColumns(node);
  const scope = rowScope(frame, input);
  const on = node.child('OnClause').child('Expression');
  const value = operand(on, scope);
  const axis = axisOf(node.child('RangeClause'), value.type, frame);
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
  const points = Array.from({ length: axis.size }, (_, index) => pointOf(axis, index));
  const rows = all.map(({ key, bins }): Row => {
    const cells = Array.from({ length: axis.size }, (_, index) => cellsOf(bins.get(index), outputs));
    const arrays = outputs.map((_, which) => cells.map((it) => it[which] ?? null));
    return [...key, ...arrays, points];
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
  if (clause.kind !== 'MakeSeriesFromToStepClause') throw unsupported('make-series in range()', clause.start);
  const part = (name: string, wanted: TypeName) => {
    const found = clause.maybe(`MakeSeries${name}Clause`)?.child('Expression');
    if (!found) throw unsupported(`make-series without ${name.toLowerCase()}`, clause.start);
    const value = convert(evaluateOnce(found, noRow(frame)), found.type, wanted);
    if (typeof value !== 'number' && typeof value !== 'bigint')
      throw new KqlError('SemanticError', 'make-series: a bound is null', found.start);
    return value;
  };
  const [from, to] = [part('From', type), part('To', type)];
  const step = part('Step', type === 'datetime' ? 'timespan' : type);
  if (step <= 0) throw new KqlError('SemanticError', 'make-series: the step must be positive', clause.start);
  const size =
    typeof from === 'bigint'
      ? Number(-floorDiv(-(BigInt(to) - from), BigInt(step)))
      : Math.ceil((Number(to) - from) / Number(step));
  if (size > MOST_POINTS) throw new KqlError('LimitsExceeded', 'make-series: too many points', clause.start);
  return { type, from, step, size: Math.max(0, size) };
}

function binOf(value: Value, { from, step, size }: Axis): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const place =
    typeof from === 'bigint'
      ? Number(floorDiv(BigInt(value) - from, BigInt(step)))
      : Math.floor((Number(value) - from) / Number(step));
  return place >= 0 && place < size ? place : undefined;
}

function pointOf({ from, step, type }: Axis, index: number): Value {
  const value = typeof from === 'bigint' ? from + BigInt(step) * BigInt(index) : from + Number(step) * index;
  return box(value, type);
}
