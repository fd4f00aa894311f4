/** The evidence of metrics that performance is judged by, which is read only where state explains nothing. */
export const performanceFacts = [
  'workloadRequests',
  'requestDetails',
  'containerCpu',
  'podPackets',
  'nodeTraffic',
  'clusterPods',
] as const;

/** One of them. */
export type PerformanceFact = (typeof performanceFacts)[number];
