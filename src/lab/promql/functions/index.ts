import { histogramQuantile } from './histogram-quantile.ts';
import { labelReplace } from './label-replace.ts';
import { numbers } from './numbers.ts';
import { overTime } from './over-time.ts';
import type { PromFunction } from './prom-function.ts';
import { rates } from './rates.ts';
import { trends } from './trends.ts';

/** The functions that the range knows, by name. */
export const functions: ReadonlyMap<string, PromFunction> = new Map(
  Object.entries({
    ...rates,
    ...trends,
    ...overTime,
    ...numbers,
    label_replace: labelReplace,
    histogram_quantile: histogramQuantile,
  }),
);
