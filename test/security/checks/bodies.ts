import type { Body } from './judged-by-body.ts';

/** Bodies by the code of the check that is for them. */
export type Bodies = Record<
  string,
  {
    pass: Body[];
    fail: Body[];
    /** What the check is not for. */
    na?: Body[];
    /** A shape that the API never has: it is said that it was not understood. */
    odd: Body;
    /** A body that fails, and the change that mends it. */
    fix?: [Body, string];
  }
>;
