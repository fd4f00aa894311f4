export { clusterHealth } from './cluster-health.ts';
export { detectors } from './detectors.ts';
export { happenings } from './happenings.ts';
export { manifest } from './manifest.ts';
export { podLog } from './pod-log.ts';
