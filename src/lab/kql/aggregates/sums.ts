import { convert } from '../convert.ts';
import { type Decimal, decimalArithmetic, decimalOf } from '../decimal.ts';
import { unsupported } from '../kql-error.ts';
import { isNumeric, long, type TypeName, type Value } from '../value.ts';
import { type Aggregate, type AggregateCall, over } from './aggregation.ts';

function numericType(call: AggregateCall): TypeName {
  const { type } = call.argument(0);
  if (!isNumeric(type) && type !== 'timespan' && type !== 'dynamic' && type !== 'bool') {
    throw unsupported(`${call.node.child('Name').name}(${type})`, call.node.start);
  }
  return type;
}

function sum(conditional: boolean): Aggregate {
  return (call) => {
    const type = numericType(call);
    if (type === 'decimal') return decimals(call, false, conditional);
    const condition = conditional ? call.argument(1) : undefined;
    if (call.type === 'real') {
      return over(
        call,
        () => ({ total: 0 }),
        (s, v) => {
          s.total += Number(type === 'dynamic' ? (convert(v, type, 'real') ?? 0) : v);
        },
        (s) => s.total,
        condition,
      );
    }
    return over(
      call,
      () => ({ total: 0, wide: 0n }),
      (state, given) => {
        const value = type === 'dynamic' || type === 'bool' ? (convert(given, type, 'long') ?? 0) : given;
        const next = typeof value === 'number' ? state.total + value : Number.NaN;
        if (Number.isSafeInteger(next)) state.total = next;
        else state.wide += BigInt(value as number | bigint);
      },
      ({ total, wide }) =>
        call.type === 'timespan' ? BigInt(total) + wide : wide === 0n ? total : long(BigInt(total) + wide),
      condition,
    );
  };
}

/** The sum or the average of decimals; an average of nothing is null. */
function decimals(call: AggregateCall, average: boolean, conditional: boolean) {
  return over(
    call,
    () => ({ total: decimalOf(0), count: 0 }),
    (state, value) => {
      state.total = decimalArithmetic('+', state.total, decimalOf(value as Decimal)) ?? state.total;
      state.count++;
    },
    ({ total, count }) => (average ? (decimalArithmetic('/', total, decimalOf(count)) ?? null) : total),
    conditional ? call.argument(1) : undefined,
  );
}

function avg(conditional: boolean): Aggregate {
  return (call) => {
    const type = call.argument(0).type === 'datetime' ? 'datetime' : numericType(call);
    if (type === 'decimal') return decimals(call, true, conditional);
    const ticks = type === 'timespan' || type === 'datetime';
    return over(
      call,
      () => ({ total: 0, ticks: 0n, count: 0 }),
      (state, given) => {
        if (ticks) state.ticks += given as bigint;
        else if (type === 'long' || type === 'int') {
          const next = state.total + Number(given);
          if (typeof given === 'number' && Number.isSafeInteger(next)) state.total = next;
          else state.ticks += BigInt(given as number | bigint);
        } else {
          const value = type === 'dynamic' ? convert(given, type, 'real') : given;
          if (value === null) return;
          state.total += Number(value);
        }
        state.count++;
      },
      (state): Value => {
        if (ticks) return state.count === 0 ? null : state.ticks / BigInt(state.count);
        // Longs are added as int64, which wraps, before they are divided.
        if (state.ticks !== 0n) return Number(long(BigInt(state.total) + state.ticks)) / state.count;
        return state.total / state.count;
      },
      conditional ? call.argument(1) : undefined,
    );
  };
}

/** Welford's running variance: no loss of digits with large means. */
function spread(result: (m2: number, count: number) => number, conditional = false): Aggregate {
  return (call) => {
    const type = numericType(call);
    if (type === 'timespan') throw unsupported('a deviation of timespans', call.node.start);
    return over(
      call,
      () => ({ count: 0, mean: 0, m2: 0 }),
      (state, given) => {
        const value = convert(given, type, 'real');
        if (value === null) return;
        const delta = (value as number) - state.mean;
        state.mean += delta / ++state.count;
        state.m2 += delta * ((value as number) - state.mean);
      },
      ({ count, m2 }) => result(m2, count),
      conditional ? call.argument(1) : undefined,
    );
  };
}

const sample = (m2: number, count: number) => (count > 1 ? m2 / (count - 1) : 0);
const population = (m2: number, count: number) => (count > 0 ? m2 / count : 0);

/** Aggregates that add up. */
export const sums: Record<string, Aggregate> = {
  sum: sum(false),
  sumif: sum(true),
  avg: avg(false),
  avgif: avg(true),
  variance: spread(sample),
  varianceif: spread(sample, true),
  variancep: spread(population),
  variancepif: spread(population, true),
  stdevpif: spread((m2, count) => Math.sqrt(population(m2, count)), true),
  stdev: spread((m2, count) => Math.sqrt(sample(m2, count))),
  stdevif: spread((m2, count) => Math.sqrt(sample(m2, count)), true),
  stdevp: spread((m2, count) => Math.sqrt(population(m2, count))),
};
