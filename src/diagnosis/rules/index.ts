export { nothingWrongNow } from './nothing-wrong-now.ts';
export { oomLimitTooLow } from './oom-limit-too-low.ts';
export { oomNodePressure } from './oom-node-pressure.ts';
export { oomUnexplained } from './oom-unexplained.ts';
