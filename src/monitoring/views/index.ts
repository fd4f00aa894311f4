export { clusterHealth } from './cluster-health.ts';
