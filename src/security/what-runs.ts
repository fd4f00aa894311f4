import type { Azure } from '../azure/azure.ts';
import { clustersOf } from '../azure/estate.ts';
import { gapOf } from '../azure/gap.ts';
import { UpstreamError } from '../errors.ts';
import { type RunningContainer, runningContainers } from '../evidence/images/running-containers.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Gap } from '../model/gap.ts';

/** Containers of every cluster that answered; `evidence` is undefined when none did. */
export interface WhatRuns {
  evidence?: Evidence<RunningContainer[]>;
  gaps: Gap[];
}

/** What runs in all clusters now; what could not be read is a gap. Needs no image, so it is read while one is looked up. */
export async function whatRuns(azure: Azure, now: Date): Promise<WhatRuns> {
  try {
    return await runningContainers(azure, await clustersOf(azure), now);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { gaps: [gapOf(error, 'where the image runs')] };
  }
}
