export { clusterHealth } from './cluster-health.ts';
export { events } from './events.ts';
export { help } from './help.ts';
export { logs } from './logs.ts';
export { scanImage } from './scan-image.ts';
export { showYaml } from './show-yaml.ts';
export { use } from './use.ts';
export { why } from './why.ts';
