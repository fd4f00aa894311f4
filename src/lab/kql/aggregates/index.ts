import type { Scope } from '../frame.ts';
import { unsupported } from '../kql-error.ts';
import type { Syntax } from '../syntax.ts';
import { type Aggregate, type Aggregation, callOf } from './aggregation.ts';
import { counting } from './counting.ts';
import { extremes } from './extremes.ts';
import { lists } from './lists.ts';
import { percentiles } from './percentiles.ts';
import { sums } from './sums.ts';

export type { Aggregation } from './aggregation.ts';

/** The aggregates we compute; others are refused. */
export const aggregates: Record<string, Aggregate | undefined> = {
  ...counting,
  ...extremes,
  ...lists,
  ...percentiles,
  ...sums,
};

/** Whether a node is a call of an aggregate that is known. */
export function isAggregate(node: Syntax): boolean {
  return node.kind === 'FunctionCallExpression' && aggregates[node.child('Name').name] !== undefined;
}

/** An aggregate call made ready to run. */
export function aggregation(node: Syntax, scope: Scope, names: string[]): Aggregation {
  const name = node.child('Name').name;
  const build = aggregates[name];
  if (!build) throw unsupported(`the aggregate ${name}()`, node.start);
  return build(callOf(node, scope, names));
}
