import { UserError } from '../errors.ts';
import type { Denied } from './policy/ruling.ts';

/** A change that is refused to somebody, or that the policy forbids: shown like any other mistake, audited as a refusal. */
export class RefusedChange extends UserError {
  override name = 'RefusedChange';
  /** A stable word for the audit: "own-proposal". */
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What the policy forbids, in words. */
export function deniedChange({ rule, why, unknown }: Denied): RefusedChange {
  const because =
    why === 'denied-there'
      ? 'it denies this change there.'
      : `it may deny this change there, and the ${unknown.join(' and ')} of the place is not known.`;
  return new RefusedChange(why, `The policy forbids it, by its rule "${rule}": ${because}`);
}
