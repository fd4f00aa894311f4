export { containerRestarts } from './container-restarts.ts';
export { eventHistory } from './event-history.ts';
export { kubernetesEvents } from './kubernetes-events.ts';
export { memoryUsage } from './memory-usage.ts';
export { nodeConditions } from './node-conditions.ts';
export { nodeMemory } from './node-memory.ts';
export { restartHistory } from './restart-history.ts';
export { workloadReplicas } from './workload-replicas.ts';
