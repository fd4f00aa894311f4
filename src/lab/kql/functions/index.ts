import { arrayMoves } from './array-moves.ts';
import { arrays } from './arrays.ts';
import { bags } from './bags.ts';
import { conditions } from './conditions.ts';
import { conversions } from './conversions.ts';
import { dates } from './dates.ts';
import { formatTime } from './format-time.ts';
import { numbers } from './numbers.ts';
import type { ScalarFunction } from './scalar-function.ts';
import { series } from './series.ts';
import { seriesFilters } from './series-filters.ts';
import { strings } from './strings.ts';
import { textParts } from './text-parts.ts';
import { urls } from './urls.ts';
import { windows } from './windows.ts';

/** The scalar functions we compute; others are refused. */
export const functions: Record<string, ScalarFunction | undefined> = {
  ...arrayMoves,
  ...arrays,
  ...bags,
  ...conditions,
  ...conversions,
  ...dates,
  ...formatTime,
  ...numbers,
  ...series,
  ...seriesFilters,
  ...strings,
  ...textParts,
  ...urls,
  ...windows,
};
