import { order } from '../compare.ts';
import { evaluateOnce } from '../expression.ts';
import { unsupported } from '../kql-error.ts';
import { box, isNumeric, type Value } from '../value.ts';
import type { Aggregate, AggregateCall, Aggregation } from './aggregation.ts';

/** Values sorted, and the nearest rank of each percentage. */
function ranked(call: AggregateCall, percentages: number[], finish: (values: Value[]) => Value[]): Aggregation {
  const { evaluate, type } = call.argument(0);
  if ((!isNumeric(type) || type === 'decimal') && type !== 'datetime' && type !== 'timespan')
    throw unsupported(call.node.text, call.node.start);
  return {
    start() {
      const values: Value[] = [];
      return {
        add(row, at, rows) {
          const value = evaluate(row, at, rows);
          if (typeof value === 'number' && Number.isNaN(value)) throw unsupported('a percentile of NaN');
          if (value !== null) values.push(value);
        },
        finish() {
          const sorted = typeof values[0] === 'number' ? byNumber(values) : values.sort(order);
          return finish(percentages.map((it) => nearest(sorted, it)));
        },
      };
    },
  };
}

function byNumber(values: Value[]): Value[] {
  return values.every((it) => typeof it === 'number')
    ? Array.from(Float64Array.from(values as number[]).sort())
    : values.sort(order);
}

function nearest(sorted: Value[], percentage: number): Value {
  if (sorted.length === 0) return null;
  const rank = Math.ceil((percentage / 100) * sorted.length);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] ?? null;
}

function percentile(call: AggregateCall): Aggregation {
  return ranked(call, percentagesOf(call), (values) => values);
}

function percentilesArray(call: AggregateCall): Aggregation {
  const { type } = call.argument(0);
  return ranked(call, percentagesOf(call), (values) => [values.map((it) => box(it, type))]);
}

function percentagesOf(call: AggregateCall): number[] {
  return call.arguments.slice(1).flatMap((it) => {
    const value = evaluateOnce(it, call.scope);
    return Array.isArray(value) ? value.map(Number) : [Number(value)];
  });
}

/** Aggregates by rank. */
export const percentiles: Record<string, Aggregate> = {
  percentile,
  percentiles: percentile,
  percentiles_array: percentilesArray,
};
