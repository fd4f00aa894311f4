export { clusterHealth } from './cluster-health.ts';
export { happenings } from './happenings.ts';
export { manifest } from './manifest.ts';
export { podLog } from './pod-log.ts';
