/**
 * Findings about how things are set up, by code, and the words of those that are: ready pods and the passing of time do
 * not mend them, so that a twin in which only the trouble is over must still show them.
 */
const lasting: Readonly<Record<string, RegExp>> = {
  'autoscaler-at-maximum': /./,
  'autoscaler-fought': /./,
  'autoscaler-metric-missing': /./,
  'autoscaler-target-missing': /./,
  'caller-address-wrong': /./,
  'cron-job-suspended': /./,
  'database-set-read-only': /./,
  'gateway-route-wrong': /./,
  'keda-paused': /./,
  'keda-scaler-fails': /./,
  'kube-proxy-down': /is missing/,
  'namespace-stuck-terminating': /./,
  'network-policy-blocks': /./,
  'pod-stuck-terminating': /./,
  'service-missing': /./,
  'service-port-not-offered': /./,
  'service-protocol-wrong': /./,
  'service-selector-matches-nothing': /./,
  'service-target-port-wrong': /./,
  'workload-scaled-to-zero': /./,
};

/** Whether a finding is about how things are set up. */
export function isLasting({ code, sentence }: { code: string; sentence: string }): boolean {
  return lasting[code]?.test(sentence) ?? false;
}
