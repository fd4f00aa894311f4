/** Scalar types of Kusto. */
export type ScalarType =
  | 'string'
  | 'int'
  | 'long'
  | 'real'
  | 'bool'
  | 'datetime'
  | 'timespan'
  | 'dynamic'
  | 'guid'
  | 'decimal';

/** A column of a table or of a result. */
export interface Column {
  name: string;
  type: ScalarType;
}
