import { type Operand, operand } from '../expression.ts';
import type { Scope } from '../frame.ts';
import { KqlError } from '../kql-error.ts';
import type { Syntax } from '../syntax.ts';
import type { Row, TypeName, Value } from '../value.ts';

/** The running state of one aggregation in one group. */
export interface Accumulator {
  add(row: Row, at: number, rows: readonly Row[]): void;
  /** One value for each column that the aggregation makes. */
  finish(): Value[];
}

/** An aggregate call made ready; started once a group. */
export interface Aggregation {
  start(): Accumulator;
}

/** The call that an aggregate is built from. */
export interface AggregateCall {
  node: Syntax;
  scope: Scope;
  type: TypeName;
  arguments: Syntax[];
  argument(index: number): Operand;
  /** Names that the query gives to the results. */
  names: string[];
}

/** Builds an aggregation from its call. */
export type Aggregate = (call: AggregateCall) => Aggregation;

/** Wraps a node as a call. */
export function callOf(node: Syntax, scope: Scope, names: string[]): AggregateCall {
  const given = node.child('ArgumentList').list('Expressions');
  return {
    node,
    scope,
    names,
    type: node.type,
    arguments: given,
    argument(index) {
      const found = given[index];
      if (!found) throw new KqlError('SemanticError', `${node.text}: an argument is missing`, node.start);
      return operand(found, scope);
    },
  };
}

/** An aggregation over the values of the first argument that are not null. */
export function over<S>(
  call: AggregateCall,
  start: () => S,
  add: (state: S, value: Value) => void,
  finish: (state: S) => Value,
  condition?: Operand,
): Aggregation {
  const { evaluate } = call.argument(0);
  return {
    start() {
      const state = start();
      return {
        add(row, at, rows) {
          if (condition && condition.evaluate(row, at, rows) !== true) return;
          const value = evaluate(row, at, rows);
          if (value !== null) add(state, value);
        },
        finish: () => [finish(state)],
      };
    },
  };
}
