export { clusterHealth } from './cluster-health.ts';
export { help } from './help.ts';
export { scanImage } from './scan-image.ts';
export { use } from './use.ts';
export { why } from './why.ts';
