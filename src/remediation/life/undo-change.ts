import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { ChangeWork } from './change-work.ts';
import { type Proposal, propose } from './propose.ts';
import { undoOf } from './undo-of.ts';

/** Proposes what takes a change back: a change of its own, approved like any other. Throws what proposing throws. */
export async function proposeUndo(
  work: ChangeWork,
  number: number,
  by: Omit<Proposal, 'action' | 'input' | 'undoes'>,
  azure: Azure,
  o: Parameters<typeof propose>[3],
): Promise<StoredRemediation> {
  const it = await work.store.remediations.remediation(number);
  if (!it) throw new UserError(`There is no change ${number}. See: changes.`);
  const call = undoOf(it, work);
  if (!call) throw new UserError(`Change ${number} cannot be undone: ${whyNot(it)}`);
  const incident = it.incident === undefined ? {} : { incident: it.incident };
  return propose(work, { ...incident, ...by, ...call, undoes: number }, azure, o);
}

function whyNot({ state, ran, plan }: StoredRemediation): string {
  if (state === 'undone') return 'it was undone already.';
  if (!ran && state !== 'succeeded') return 'it was not made.';
  return plan.final ?? 'it is not over yet.';
}
