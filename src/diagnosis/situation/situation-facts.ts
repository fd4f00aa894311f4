/** The evidence that a situation is put together from; a rule that looks at one names these among what it wants. */
export const situationFacts = [
  'pods',
  'deployments',
  'replicaSets',
  'statefulSets',
  'daemonSets',
  'jobs',
  'services',
  'endpoints',
  'configMaps',
  'nodes',
  'events',
] as const;

/** One of them. */
export type SituationFact = (typeof situationFacts)[number];
