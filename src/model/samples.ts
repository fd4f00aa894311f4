/** Values over time, oldest first: times in milliseconds since 1970. */
export interface Samples {
  times: number[];
  values: number[];
}
