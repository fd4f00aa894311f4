import type { Database } from './database.ts';
import type { Relation } from './relation.ts';
import type { Syntax } from './syntax.ts';
import type { Row, TypeName, Value } from './value.ts';

/** Computes an expression for one row; `at` is its place among `rows`. */
export type Evaluate = (row: Row, at: number, rows: readonly Row[]) => Value;

/** The languages that Azure speaks. */
export type Dialect = 'log-analytics' | 'resource-graph';

/** What one execution has to do with. */
export interface Query {
  text: string;
  database: Database;
  /** Ticks of now(). */
  now: bigint;
  dialect: Dialect;
  timespan: { from: Date; to: Date } | undefined;
  /** Names of columns that the answer can depend on; undefined for all. */
  needed: ReadonlySet<string> | undefined;
}

/** What a name that is no column stands for. */
export type Binding =
  | { kind: 'scalar'; value: Value; type: TypeName }
  | { kind: 'row'; evaluate: Evaluate; type: TypeName; row: object }
  | { kind: 'table'; relation: () => Relation }
  | { kind: 'function'; declaration: Syntax; frame: Frame };

/** Names in sight; inner frames hide outer ones. */
export class Frame {
  readonly query: Query;
  readonly outer: Frame | undefined;
  readonly names = new Map<string, Binding>();

  constructor(query: Query, outer?: Frame) {
    this.query = query;
    this.outer = outer;
  }

  /** What a name stands for. */
  find(name: string): Binding | undefined {
    return this.names.get(name) ?? this.outer?.find(name);
  }
}

/** Where an expression stands: the columns of its row, and the names around it. */
export interface Scope {
  frame: Frame;
  columns: ReadonlyMap<string, number>;
  /** Types of the columns, for what is asked of all of them. */
  types?: readonly TypeName[];
  /** Whether the rows stand in an order that means something. */
  ordered?: boolean;
  /** Identity of the row that evaluators get; parameters of scalar functions belong to one. */
  row: object;
  /** Aggregate calls that were computed before, by their raw node: index in the row. */
  slots?: ReadonlyMap<object, number>;
}

/** The scope of expressions over a relation's rows. */
export function rowScope(frame: Frame, relation: Relation): Scope {
  const columns = new Map(relation.columns.map((it, index) => [it.name, index]));
  return {
    frame,
    columns,
    types: relation.columns.map((it) => it.type),
    row: {},
    ordered: relation.ordered === true,
  };
}

/** The scope of an expression that must not look at any row. */
export function noRow(frame: Frame): Scope {
  return { frame, columns: new Map(), row: {} };
}
