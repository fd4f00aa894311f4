import { type Aggregation, aggregation, isAggregate } from '../aggregates/index.ts';
import { compile, operand } from '../expression.ts';
import { type Evaluate, type Frame, rowScope, type Scope } from '../frame.ts';
import { Groups } from '../groups.ts';
import { KqlError, unsupported } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import type { Row, Value } from '../value.ts';
import { declaredNames, resultColumns } from './operator.ts';

interface Group {
  key: Row;
  states: ReturnType<Aggregation['start']>[];
}

/** summarize: one row a group; without `by` exactly one, even of nothing. */
export function summarize(node: Syntax, input: Relation, frame: Frame): Relation {
  const columns = resultColumns(node);
  const scope = rowScope(frame, input);
  const clause = node.maybe('ByClause');
  if (clause?.maybe('BinClause')) throw unsupported('summarize ... by ... bin =', node.start);
  const by = (clause?.list('Expressions') ?? []).map((it) => {
    if (it.columns) throw unsupported(it.text, it.start);
    return operand(it, scope);
  });
  const outputs = node.list('Aggregates').map((it) => output(it, by.length, scope));
  if (by.length + outputs.length === 0)
    throw new KqlError('SyntaxError', 'summarize: neither aggregates nor groups', node.start);
  const { groups } = grouped(
    by,
    outputs.flatMap((it) => it.aggregations),
    input.rows,
  );
  const rows = groups.map(({ key, states }) => {
    let next = 0;
    const made: Value[] = [...key];
    for (const { aggregations, finish } of outputs) {
      const results = states.slice(next, next + aggregations.length).map((it) => it.finish());
      next += aggregations.length;
      made.push(...finish(results, key));
    }
    return made;
  });
  if (groups[0] && rows[0]?.length !== columns.length) throw unsupported(node.text.slice(0, 120), node.start);
  return { columns, rows };
}

/** Rows put into groups, each with the running states of the aggregations. */
export function grouped(
  by: { evaluate: Evaluate; type: ReturnType<typeof operand>['type'] }[],
  aggregations: Aggregation[],
  rows: readonly Row[],
): { groups: Group[] } {
  const groups: Group[] = [];
  const found = new Groups<Group>(by.map((it) => it.type));
  const start = (key: Row): Group => {
    const group = { key, states: aggregations.map((it) => it.start()) };
    groups.push(group);
    return group;
  };
  if (by.length === 0) found.at([], () => start([]));
  rows.forEach((row, at) => {
    const key = by.map((it) => it.evaluate(row, at, rows));
    const group = found.at(key, () => start(key));
    for (const state of group.states) state.add(row, at, rows);
  });
  return { groups };
}

/** One aggregate expression: its aggregate calls, and how their results become cells. */
export function output(
  node: Syntax,
  keys: number,
  scope: Scope,
): { aggregations: Aggregation[]; finish: (results: Value[][], key: Row) => Value[] } {
  const bare =
    node.kind === 'SimpleNamedExpression' || node.kind === 'CompoundNamedExpression' ? node.child('Expression') : node;
  if (isAggregate(bare)) {
    const whole = aggregation(bare, scope, declaredNames(node));
    return { aggregations: [whole], finish: (results) => results[0] ?? [] };
  }
  const calls: Syntax[] = [];
  collect(bare, calls);
  const slots = new Map<object, number>(calls.map((call, index) => [call.raw, keys + index]));
  const evaluate = compile(bare, { ...scope, columns: new Map(), slots });
  return {
    aggregations: calls.map((call) => aggregation(call, scope, [])),
    finish: (results, key) => [evaluate([...key, ...results.map((it) => it[0] ?? null)], 0, [])],
  };
}

function collect(node: Syntax, into: Syntax[]): void {
  if (isAggregate(node)) into.push(node);
  else for (const child of node.children()) collect(child, into);
}
