export { nodeShortOfMemory } from './node-short-of-memory.ts';
export { nothingWrongNow } from './nothing-wrong-now.ts';
export { nothingWrongWithLastRun } from './nothing-wrong-with-last-run.ts';
export { nothingWrongWithNode } from './nothing-wrong-with-node.ts';
export { oomLimitTooLow } from './oom-limit-too-low.ts';
export { oomNodePressure } from './oom-node-pressure.ts';
export { oomUnexplained } from './oom-unexplained.ts';
export { serviceSelectorMatchesNothing } from './service-selector-matches-nothing.ts';
