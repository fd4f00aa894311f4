import type { Refusal } from './may-run.ts';

/** Somebody may not do what he asked for: the answer is a card that says why, and the audit's line. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`refused: ${refusal.reason}`);
    this.refusal = refusal;
  }
}
