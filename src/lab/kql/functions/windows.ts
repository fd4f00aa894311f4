import { toBool } from '../convert.ts';
import { KqlError, unsupported } from '../kql-error.ts';
import { missing, type Value } from '../value.ts';
import type { Call, ScalarFunction } from './scalar-function.ts';

/** A cell of another row, so many places away; a default where there is none. */
function neighbour(direction: 1 | -1): ScalarFunction {
  return ({ args, type }: Call) => {
    const [value, distance, otherwise] = args;
    return (row, at, rows) => {
      if (Number(distance?.evaluate(row, at, rows) ?? 1) < 0) throw unsupported('a negative distance');
      const place = at + direction * Number(distance?.evaluate(row, at, rows) ?? 1);
      const other = rows[place];
      if (other && value) return value.evaluate(other, place, rows);
      return otherwise?.evaluate(row, at, rows) ?? missing(type);
    };
  };
}

const rowNumber: ScalarFunction = ({ args }) => {
  let count = 0;
  const [first, restart] = args;
  return (row, at, rows) => {
    const from = Number(first?.evaluate(row, at, rows) ?? 1);
    const again = at === 0 || (restart !== undefined && toBool(restart.evaluate(row, at, rows), restart.type) === true);
    count = again ? from : count + 1;
    return count;
  };
};

const rowCumsum: ScalarFunction = ({ args }) => {
  let total: number | bigint = 0;
  const [value, restart] = args;
  const timespan = value?.type === 'timespan';
  return (row, at, rows) => {
    if (at === 0 || (restart && toBool(restart.evaluate(row, at, rows), restart.type) === true))
      total = timespan ? 0n : 0;
    const next = value?.evaluate(row, at, rows) ?? null;
    if (next !== null) total = timespan ? (total as bigint) + (next as bigint) : (total as number) + Number(next);
    return total;
  };
};

/** The rank of a value among sorted rows: dense counts values, min counts rows. */
function rank(dense: boolean): ScalarFunction {
  return ({ args }) => {
    const [value, restart] = args;
    let state = { rank: 0, rows: 0, last: undefined as Value | undefined };
    return (row, at, rows) => {
      if (at === 0 || (restart && toBool(restart.evaluate(row, at, rows), restart.type) === true)) {
        state = { rank: 0, rows: 0, last: undefined };
      }
      const own = value?.evaluate(row, at, rows) ?? null;
      state.rows++;
      if (own !== state.last) state.rank = dense ? state.rank + 1 : state.rows;
      state.last = own;
      return state.rank;
    };
  };
}

/** Refuses rows without an order, as Kusto does. */
function serialized(build: ScalarFunction): ScalarFunction {
  return (call) => {
    if (!call.scope.ordered)
      throw new KqlError('SemanticError', `${call.node.text}: the rows must be serialized`, call.node.start);
    return build(call);
  };
}

/** Functions that look at neighbouring rows; they need an order. */
export const windows: Record<string, ScalarFunction> = {
  prev: serialized(neighbour(-1)),
  next: serialized(neighbour(1)),
  row_number: serialized(rowNumber),
  row_cumsum: serialized(rowCumsum),
  row_rank_dense: serialized(rank(true)),
  row_rank_min: serialized(rank(false)),
};
