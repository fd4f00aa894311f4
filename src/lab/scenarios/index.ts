import type { Scenario } from '../world/scenario.ts';
import { azurePartlyDown } from './azure-partly-down.ts';
import { crashBadConfig } from './crash-bad-config.ts';
import { healthy } from './healthy.ts';
import { imageNotFound } from './image-not-found.ts';
import { imageRateLimited } from './image-rate-limited.ts';
import { imageUnauthorized } from './image-unauthorized.ts';
import { missingSecretKey } from './missing-secret-key.ts';
import { oomLowLimit } from './oom-low-limit.ts';
import { oomNodePressure } from './oom-node-pressure.ts';
import { pendingCpu } from './pending-cpu.ts';
import { pendingTaint } from './pending-taint.ts';
import { vulnerableImageRuns } from './vulnerable-image.ts';
import { wrongCommand } from './wrong-command.ts';
import { wrongCommandInShell } from './wrong-command-in-shell.ts';

/** Every scenario; the first one is the lab's beginning. */
export const scenarios: Scenario[] = [
  oomLowLimit,
  oomNodePressure,
  crashBadConfig,
  missingSecretKey,
  wrongCommand,
  wrongCommandInShell,
  imageNotFound,
  imageUnauthorized,
  imageRateLimited,
  pendingCpu,
  pendingTaint,
  vulnerableImageRuns,
  azurePartlyDown,
  healthy,
];
