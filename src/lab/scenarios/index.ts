import type { Scenario } from '../world/scenario.ts';
import { azurePartlyDown } from './azure-partly-down.ts';
import { healthy } from './healthy.ts';
import { oomLowLimit } from './oom-low-limit.ts';
import { oomNodePressure } from './oom-node-pressure.ts';
import { vulnerableImageRuns } from './vulnerable-image.ts';

/** Every scenario; the first one is the lab's beginning. */
export const scenarios: Scenario[] = [oomLowLimit, oomNodePressure, vulnerableImageRuns, azurePartlyDown, healthy];
