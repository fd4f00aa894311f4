import type { Scenario } from '../world/scenario.ts';
import { azurePartlyDown } from './azure-partly-down.ts';
import { cpuThrottling } from './cpu-throttling.ts';
import { crashBadConfig } from './crash-bad-config.ts';
import { cryptoMiner } from './crypto-miner.ts';
import { failedRollout } from './failed-rollout.ts';
import { healthy } from './healthy.ts';
import { imageNotFound } from './image-not-found.ts';
import { imageRateLimited } from './image-rate-limited.ts';
import { imageUnauthorized } from './image-unauthorized.ts';
import { missingSecretKey } from './missing-secret-key.ts';
import { nodeNotReady } from './node-not-ready.ts';
import { oomAtStart } from './oom-at-start.ts';
import { oomLeak } from './oom-leak.ts';
import { oomLowLimit } from './oom-low-limit.ts';
import { oomNoLimit } from './oom-no-limit.ts';
import { oomNodePressure } from './oom-node-pressure.ts';
import { oomSpike } from './oom-spike.ts';
import { pendingCpu } from './pending-cpu.ts';
import { pendingTaint } from './pending-taint.ts';
import { pendingVolume } from './pending-volume.ts';
import { privateCluster } from './private-cluster.ts';
import { probeWrongPort } from './probe-wrong-port.ts';
import { recovered } from './recovered.ts';
import { serviceSelector } from './service-selector.ts';
import { vulnerableImageRuns } from './vulnerable-image.ts';
import { withoutPerf } from './without-perf.ts';
import { wrongCommand } from './wrong-command.ts';
import { wrongCommandInShell } from './wrong-command-in-shell.ts';

/** Every scenario; the first one is the lab's beginning. */
export const scenarios: Scenario[] = [
  oomLowLimit,
  oomNodePressure,
  oomLeak,
  oomSpike,
  oomAtStart,
  oomNoLimit,
  crashBadConfig,
  missingSecretKey,
  wrongCommand,
  wrongCommandInShell,
  imageNotFound,
  imageUnauthorized,
  imageRateLimited,
  pendingCpu,
  pendingTaint,
  pendingVolume,
  nodeNotReady,
  probeWrongPort,
  serviceSelector,
  failedRollout,
  cpuThrottling,
  recovered,
  vulnerableImageRuns,
  cryptoMiner,
  withoutPerf,
  privateCluster,
  azurePartlyDown,
  healthy,
];
