/** What we know how to change, one line each. */
export { raiseMemoryLimit } from './raise-memory-limit.ts';
export { restart } from './restart.ts';
