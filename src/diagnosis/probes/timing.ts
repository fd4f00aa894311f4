import type { V1Probe } from '@kubernetes/client-node';

/** Seconds from a container's start until a probe that never succeeds has failed for good, by Kubernetes' defaults. */
export function budgetOf({ initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold }: V1Probe): number {
  return (initialDelaySeconds ?? 0) + ((failureThreshold ?? 3) - 1) * (periodSeconds ?? 10) + (timeoutSeconds ?? 1);
}

/** How the budget comes about: "initialDelaySeconds 1 + (failureThreshold 1 - 1) x periodSeconds 1 + timeoutSeconds 1 = 2 s". */
export function budgetInWords(probe: V1Probe): string {
  const { initialDelaySeconds = 0, periodSeconds = 10, timeoutSeconds = 1, failureThreshold = 3 } = probe;
  return `initialDelaySeconds ${initialDelaySeconds} + (failureThreshold ${failureThreshold} - 1) x periodSeconds ${periodSeconds} + timeoutSeconds ${timeoutSeconds} = ${budgetOf(probe)} s`;
}
