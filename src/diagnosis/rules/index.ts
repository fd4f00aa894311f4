export { oomLimitTooLow } from './oom-limit-too-low.ts';
