import type { StoredIncident } from '../../store/incidents.ts';
import type { Writing } from '../../store/writing.ts';

/**
 * Writes an incident that this transaction holds, and answers it as it is kept by then. Throws when somebody else has
 * written it all the same, so that nothing of the transaction stands on what is no longer true.
 */
export async function saveHeld(incident: StoredIncident, writing: Writing): Promise<StoredIncident> {
  if (!(await writing.saveIncident(incident))) throw new Error(`incident ${incident.number} was written meanwhile`);
  return { ...incident, version: incident.version + 1 };
}
