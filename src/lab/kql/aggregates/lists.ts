import { keyOf } from '../compare.ts';
import { toBool } from '../convert.ts';
import { evaluateOnce } from '../expression.ts';
import { unsupported } from '../kql-error.ts';
import { box, type Value } from '../value.ts';
import { type Aggregate, type AggregateCall, over } from './aggregation.ts';

const MOST = 1048576;

function limit(call: AggregateCall, at: number): number {
  const given = call.arguments[at];
  return given ? Number(evaluateOnce(given, call.scope)) : MOST;
}

/** Collects values; a dynamic array gives its elements. Only nulls of a dynamic column are kept, unless all are wanted. */
function makeList(conditional: boolean, nulls = false): Aggregate {
  return (call) => {
    const { evaluate, type } = call.argument(0);
    const most = limit(call, conditional ? 2 : 1);
    const condition = conditional ? call.argument(1) : undefined;
    return {
      start() {
        const list: Value[] = [];
        return {
          add(row, at, rows) {
            if (condition && toBool(condition.evaluate(row, at, rows), condition.type) !== true) return;
            const value = evaluate(row, at, rows);
            if (list.length >= most || (value === null && !nulls && type !== 'dynamic')) return;
            if (type === 'dynamic' && Array.isArray(value)) list.push(...value);
            else list.push(box(value, type));
          },
          finish: () => [list.slice(0, most)],
        };
      },
    };
  };
}

function makeSet(conditional: boolean): Aggregate {
  return (call) => {
    const { type } = call.argument(0);
    const most = limit(call, conditional ? 2 : 1);
    return over(
      call,
      () => new Map<unknown, Value>(),
      (set, value) => {
        // A dynamic array gives its elements, not itself.
        for (const item of type === 'dynamic' && Array.isArray(value) ? value : [value]) {
          const key = keyOf(item, type);
          if (item !== null && set.size < most && !set.has(key)) set.set(key, box(item, type));
        }
      },
      (set) => [...set.values()],
      conditional ? call.argument(1) : undefined,
    );
  };
}

function makeBag(conditional: boolean): Aggregate {
  return (call) => {
    if (call.argument(0).type !== 'dynamic') throw unsupported(call.node.text, call.node.start);
    return over(
      call,
      () => new Map<string, Value>(),
      (bag, value) => {
        if (!(value instanceof Map)) return;
        for (const [key, inner] of value) if (!bag.has(key)) bag.set(key, inner);
      },
      (bag) => bag,
      conditional ? call.argument(1) : undefined,
    );
  };
}

/** Aggregates that collect. */
export const lists: Record<string, Aggregate> = {
  make_list: makeList(false),
  make_list_if: makeList(true),
  makelist: makeList(false),
  make_list_with_nulls: makeList(false, true),
  make_set: makeSet(false),
  make_set_if: makeSet(true),
  makeset: makeSet(false),
  make_bag: makeBag(false),
  make_bag_if: makeBag(true),
};
