/** Text of a query whose values were all turned into literals; only the kql tags make one. */
export interface Kql {
  readonly text: string;
  readonly brand: 'kql';
}
