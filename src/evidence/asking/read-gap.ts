import { gapOf } from '../../azure/gap.ts';
import { NoPrometheus } from '../../azure/no-prometheus.ts';
import type { UpstreamError } from '../../errors.ts';
import type { Gap } from '../../model/gap.ts';
import { NotMeasured } from '../metrics/not-measured.ts';
import { NoWorkspace } from '../workspace/workspace-of.ts';
import { NotCollected } from './ask-logs.ts';

/** The gap of a read that failed; what no permission would mend has words of its own. */
export function readGap(error: UpstreamError, what: string): Gap {
  const hasOwnWords =
    error instanceof NoWorkspace ||
    error instanceof NotCollected ||
    error instanceof NoPrometheus ||
    error instanceof NotMeasured;
  return hasOwnWords ? error.gap(what) : gapOf(error, what);
}
