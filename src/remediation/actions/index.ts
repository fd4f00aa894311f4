/** What we know how to change, one line each. */
export { raiseMemoryLimit } from './raise-memory-limit.ts';
export { restart } from './restart.ts';
export { rollBack } from './roll-back.ts';
export { rollToTag } from './roll-to-tag.ts';
export { scale } from './scale.ts';
