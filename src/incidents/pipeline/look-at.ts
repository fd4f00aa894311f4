import type { Card } from '../../model/card.ts';
import type { StoredIncident } from '../../store/incidents.ts';
import type { Pipeline } from './pipeline.ts';
import { cardOf } from './show-incident.ts';

/** An incident with its card as it stands now; undefined when there is none with this number. */
export async function lookAt(
  pipeline: Pipeline,
  number: number,
): Promise<{ incident: StoredIncident; card: Card } | undefined> {
  const now = pipeline.clock.now();
  return pipeline.store.together(now, async (writing) => {
    const incident = await writing.incident(number);
    return incident && { incident, card: await cardOf(incident, { writing, pipeline, now }) };
  });
}
