import type { Viewer } from '../../remediation/life/change-presses.ts';
import { allowedNow } from '../../remediation/life/decide.ts';
import { RefusedChange } from '../../remediation/refused-change.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { Context } from '../command.ts';
import { changesOf } from './changes-configured.ts';

/** As whom somebody sees a change: a glance for his card alone, which allows nothing. */
export async function viewerOf(it: StoredRemediation, context: Context): Promise<Viewer> {
  const work = changesOf(context);
  const { actor, signal, log } = context;
  const isAsker = actor.objectId.toLowerCase() === it.asker.objectId;
  if (it.state !== 'proposed' && it.state !== 'approved') return isAsker ? 'asker' : 'approver';
  try {
    const ruling = allowedNow(it, work);
    if (isAsker && ruling.fourEyes) return 'asker';
    const leave = await work.may(actor, 'approve', { ruling, place: it.plan.place, isGlance: true }, { signal, log });
    return 'authority' in leave ? 'approver' : isAsker ? 'asker' : 'onlooker';
  } catch (error) {
    if (error instanceof RefusedChange) return 'onlooker';
    throw error;
  }
}
