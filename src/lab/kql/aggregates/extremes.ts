import { compareAny, order } from '../compare.ts';
import { compile, operand } from '../expression.ts';
import { unsupported } from '../kql-error.ts';
import { missing, type Row, type Value } from '../value.ts';
import { type Aggregate, type AggregateCall, over } from './aggregation.ts';

function extreme(sign: 1 | -1, conditional: boolean): Aggregate {
  return (call) => {
    const { type } = call.argument(0);
    const compare = type === 'dynamic' ? (a: Value, b: Value) => compareAny(a, type, b, type) ?? 0 : order;
    return over(
      call,
      () => ({ best: null as Value }),
      (state, value) => {
        // NaN is both the least and the most.
        if (typeof state.best === 'number' && Number.isNaN(state.best)) return;
        if (typeof value === 'number' && Number.isNaN(value)) state.best = value;
        else if (state.best === null || compare(value, state.best) * sign > 0) state.best = value;
      },
      ({ best }) => best ?? missing(type),
      conditional ? call.argument(1) : undefined,
    );
  };
}

/** The cells that arg_max(), arg_min() and take_any() return beside the first. */
function cells(call: AggregateCall, from: number): ((row: Row, at: number, rows: readonly Row[]) => Value)[] {
  const wanted = call.node.columns ?? [];
  return call.arguments.slice(from).flatMap((argument) => {
    if (argument.kind !== 'StarExpression') return [compile(argument, call.scope)];
    const names = wanted.slice(from === 1 ? 1 : 0).map((it) => it.name);
    return names.map((name) => {
      const index = call.scope.columns.get(name);
      if (index === undefined) throw unsupported(call.node.text, call.node.start);
      return (row: Row) => row[index] ?? null;
    });
  });
}

/** NaN is both the least and the most, null neither; of equals the first stays. */
function better(value: Value, best: Value, sign: 1 | -1): boolean {
  if (typeof best === 'number' && Number.isNaN(best)) return false;
  if (typeof value === 'number' && Number.isNaN(value)) return true;
  return value !== null && (best === null || order(value, best) * sign > 0);
}

/** arg_max and arg_min keep the first row of the best value; rows without a value count only when there is no other. */
function argument(sign: 1 | -1): Aggregate {
  return (call) => {
    const by = call.argument(0);
    if (by.type === 'dynamic') throw unsupported(call.node.text, call.node.start);
    const rest = cells(call, 1);
    return {
      start() {
        let best: { value: Value; row: Row; at: number; rows: readonly Row[] } | undefined;
        return {
          add(row, at, rows) {
            const value = by.evaluate(row, at, rows);
            if (best && !better(value, best.value, sign)) return;
            if (best) Object.assign(best, { value, row, at });
            else best = { value, row, at, rows };
          },
          finish() {
            const found = best;
            if (!found) return [missing(by.type), ...rest.map(() => null)];
            return [found.value, ...rest.map((it) => it(found.row, found.at, found.rows))];
          },
        };
      },
    };
  };
}

/** take_anyif(): the first value that is there, of the rows that meet a condition. */
function takeAnyIf(call: AggregateCall) {
  const { type } = call.argument(0);
  return over(
    call,
    () => ({ found: missing(type) }),
    (state, value) => {
      if (state.found === null || state.found === '') state.found = value;
    },
    ({ found }) => found,
    call.argument(1),
  );
}

/** take_any(): the first value that is there. */
function takeAny(call: AggregateCall) {
  const single = call.arguments.length === 1 && call.arguments[0]?.kind !== 'StarExpression';
  const first = call.arguments[0];
  if (single && first) {
    const { evaluate, type } = operand(first, call.scope);
    return {
      start() {
        let found: Value = missing(type);
        return {
          add(...row: Parameters<typeof evaluate>) {
            if (found === null || found === '') found = evaluate(...row);
          },
          finish: () => [found],
        };
      },
    };
  }
  const rest = cells(call, 0);
  return {
    start() {
      let found: Value[] | undefined;
      return {
        add(row: Row, at: number, rows: readonly Row[]) {
          found ??= rest.map((it) => it(row, at, rows));
        },
        finish: () => found ?? rest.map(() => null),
      };
    },
  };
}

/** Aggregates that pick one value or row. */
export const extremes: Record<string, Aggregate> = {
  max: extreme(1, false),
  min: extreme(-1, false),
  maxif: extreme(1, true),
  minif: extreme(-1, true),
  arg_max: argument(1),
  arg_min: argument(-1),
  take_any: takeAny,
  any: takeAny,
  take_anyif: takeAnyIf,
  anyif: takeAnyIf,
};
