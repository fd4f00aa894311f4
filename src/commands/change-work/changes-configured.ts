import { UserError } from '../../errors.ts';
import type { ChangeWork } from '../../remediation/life/change-work.ts';
import type { Context } from '../command.ts';

/** The work on changes; throws where it is not there: only in tests that do without it. */
export function changesOf({ changes }: Pick<Context, 'changes'>): ChangeWork {
  if (!changes) throw new UserError('This bot makes no changes.');
  return changes;
}
