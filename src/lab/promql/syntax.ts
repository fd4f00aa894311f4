import type { Matcher } from './matcher.ts';

/** What an expression gives. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

/** A metric with matchers; with a range it gives a matrix. Milliseconds. */
export interface Selector {
  type: 'selector';
  at: number;
  matchers: Matcher[];
  offsetMs: number;
  /** The moment it is about, whatever moment is asked for (@). */
  fixed?: Fixed;
  rangeMs?: number;
}

/** Milliseconds since 1970, or the start or end of the query. */
export type Fixed = number | 'start' | 'end';

/** An expression over a range, computed every step; a step that is not given is a minute. */
export interface Subquery {
  type: 'subquery';
  at: number;
  of: Node;
  rangeMs: number;
  stepMs?: number;
  offsetMs: number;
  fixed?: Fixed;
}

/** A function and its arguments. */
export interface Call {
  type: 'call';
  at: number;
  name: string;
  args: Node[];
}

/** An aggregation over groups. */
export interface Aggregate {
  type: 'aggregate';
  at: number;
  op: string;
  without: boolean;
  labels: string[];
  param?: Node;
  of: Node;
}

/** How the two sides of an operation find each other. */
export interface Matching {
  on: boolean;
  labels: string[];
  /** The side that may have several series of a group. */
  many?: 'left' | 'right';
  include: string[];
}

/** An operation on two sides. */
export interface Binary {
  type: 'binary';
  at: number;
  /** Where the operator stands. */
  opAt: number;
  op: string;
  bool: boolean;
  left: Node;
  right: Node;
  matching: Matching;
}

/** A parsed expression. */
export type Node =
  | { type: 'number'; at: number; value: number }
  | { type: 'string'; at: number; value: string }
  | { type: 'negate'; at: number; of: Node }
  | { type: 'paren'; at: number; of: Node }
  | Selector
  | Subquery
  | Call
  | Aggregate
  | Binary;

/** Comparison, which filters unless it says `bool`. */
export const isComparison = (op: string): boolean => /^(?:==|!=|<=|>=|<|>)$/.test(op);

/** Operators on sets of series. */
export const isSetOperator = (op: string): boolean => /^(?:and|or|unless)$/.test(op);
