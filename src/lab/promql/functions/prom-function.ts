import type { Point, Value, Window } from '../series.ts';
import type { Node, ValueType } from '../syntax.ts';

/** A function: what it takes, how many of its last arguments may be left out, and what it gives. */
export interface PromFunction {
  takes: ValueType[];
  optional?: number;
  returns: ValueType;
  /** `at` in milliseconds; `nodes` are the arguments as they were written. */
  call(args: Value[], at: number, nodes: readonly Node[]): Value;
}

/** The points of an argument that was checked to be a vector. */
export const pointsOf = (value: Value | undefined): Point[] => (value?.type === 'vector' ? value.points : []);

/** The windows of an argument that was checked to be a matrix. */
export const windowsIn = (value: Value | undefined): Window[] => (value?.type === 'matrix' ? value.windows : []);

/** The number of a scalar argument; a default when it was left out. */
export const numberOf = (value: Value | undefined, otherwise = Number.NaN): number =>
  value?.type === 'scalar' ? value.value : otherwise;

/** The text of a string argument. */
export const textOf = (value: Value | undefined): string => (value?.type === 'string' ? value.value : '');
