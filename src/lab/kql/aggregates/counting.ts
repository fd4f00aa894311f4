import { keyOf } from '../compare.ts';
import { toBool } from '../convert.ts';
import { unsupported } from '../kql-error.ts';
import { type Aggregate, type AggregateCall, over } from './aggregation.ts';

/** An argument of count() changes nothing: nulls are counted too. */
function count(call: AggregateCall) {
  if (call.arguments.length > 1) throw unsupported(call.node.text, call.node.start);
  return {
    start() {
      let rows = 0;
      return {
        add() {
          rows++;
        },
        finish: () => [rows],
      };
    },
  };
}

function countif(call: AggregateCall) {
  const { evaluate, type } = call.argument(0);
  return {
    start() {
      let found = 0;
      return {
        add(...row: Parameters<typeof evaluate>) {
          if (toBool(evaluate(...row), type) === true) found++;
        },
        finish: () => [found],
      };
    },
  };
}

/** Exact, where Kusto estimates: for small sets its estimate is exact too. */
function dcount(conditional: boolean): Aggregate {
  return (call) => {
    const { type } = call.argument(0);
    return over(
      call,
      () => new Set<unknown>(),
      (seen, value) => seen.add(keyOf(value, type)),
      (seen) => seen.size,
      conditional ? call.argument(1) : undefined,
    );
  };
}

/** Aggregates that count. */
export const counting: Record<string, Aggregate> = {
  count,
  countif,
  dcount: dcount(false),
  dcountif: dcount(true),
  count_distinct: dcount(false),
  count_distinctif: dcount(true),
};
