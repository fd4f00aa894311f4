import type { StoredRemediation } from '../../store/remediations.ts';
import type { Writing } from '../../store/writing.ts';

/**
 * Writes a change that this transaction holds, and answers it as it is kept by then. Throws when somebody else has
 * written it all the same, so that nothing of the transaction stands on what is no longer true.
 */
export async function saveHeldChange(it: StoredRemediation, writing: Writing): Promise<StoredRemediation> {
  if (!(await writing.saveRemediation(it))) throw new Error(`change ${it.number} was written meanwhile`);
  return { ...it, version: it.version + 1 };
}
