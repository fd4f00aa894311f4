import type { Scenario } from '../world/scenario.ts';
import { alertStorm } from './alert-storm.ts';
import { azurePartlyDown } from './azure-partly-down.ts';
import { cpuThrottling } from './cpu-throttling.ts';
import { crashBadConfig } from './crash-bad-config.ts';
import { cronjobSuspended } from './cronjob-suspended.ts';
import { cryptoMiner } from './crypto-miner.ts';
import { dependencyDown } from './dependency-down.ts';
import { diskPressure } from './disk-pressure.ts';
import { dnsTrouble } from './dns-trouble.ts';
import { failedRollout } from './failed-rollout.ts';
import { healthy } from './healthy.ts';
import { hpaAtMaximum } from './hpa-at-maximum.ts';
import { hpaMetricMissing } from './hpa-metric-missing.ts';
import { imageNotFound } from './image-not-found.ts';
import { imageRateLimited } from './image-rate-limited.ts';
import { imageUnauthorized } from './image-unauthorized.ts';
import { jobFailed } from './job-failed.ts';
import { kedaPaused } from './keda-paused.ts';
import { limitRangeRefusal } from './limit-range-refusal.ts';
import { missingSecretKey } from './missing-secret-key.ts';
import { missingServiceAccount } from './missing-service-account.ts';
import { networkDelay } from './network-delay.ts';
import { networkPolicyEgress } from './network-policy-egress.ts';
import { nodeNetworkDelay } from './node-network-delay.ts';
import { nodeNotReady } from './node-not-ready.ts';
import { nodePacketLoss } from './node-packet-loss.ts';
import { nodePoolAtMaximum } from './node-pool-at-maximum.ts';
import { oomAtStart } from './oom-at-start.ts';
import { oomInitContainer } from './oom-init-container.ts';
import { oomLeak } from './oom-leak.ts';
import { oomLowLimit } from './oom-low-limit.ts';
import { oomNoLimit } from './oom-no-limit.ts';
import { oomNodePressure } from './oom-node-pressure.ts';
import { oomSandbox } from './oom-sandbox.ts';
import { oomSpike } from './oom-spike.ts';
import { pendingAffinity } from './pending-affinity.ts';
import { pendingAntiAffinity } from './pending-anti-affinity.ts';
import { pendingCpu } from './pending-cpu.ts';
import { pendingTaint } from './pending-taint.ts';
import { pendingVolume } from './pending-volume.ts';
import { privateCluster } from './private-cluster.ts';
import { probeWrongPort } from './probe-wrong-port.ts';
import { quotaRefusal } from './quota-refusal.ts';
import { recovered } from './recovered.ts';
import { scaledToZero } from './scaled-to-zero.ts';
import { serviceSelector } from './service-selector.ts';
import { upgradeGoesWrong } from './upgrade-goes-wrong.ts';
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
  oomInitContainer,
  oomSandbox,
  crashBadConfig,
  missingSecretKey,
  wrongCommand,
  wrongCommandInShell,
  imageNotFound,
  imageUnauthorized,
  imageRateLimited,
  pendingCpu,
  pendingTaint,
  pendingAffinity,
  pendingAntiAffinity,
  pendingVolume,
  nodePoolAtMaximum,
  quotaRefusal,
  limitRangeRefusal,
  missingServiceAccount,
  nodeNotReady,
  diskPressure,
  probeWrongPort,
  serviceSelector,
  networkPolicyEgress,
  dnsTrouble,
  dependencyDown,
  scaledToZero,
  jobFailed,
  cronjobSuspended,
  failedRollout,
  cpuThrottling,
  networkDelay,
  nodeNetworkDelay,
  nodePacketLoss,
  hpaAtMaximum,
  hpaMetricMissing,
  kedaPaused,
  recovered,
  vulnerableImageRuns,
  cryptoMiner,
  alertStorm,
  upgradeGoesWrong,
  withoutPerf,
  privateCluster,
  azurePartlyDown,
  healthy,
];
