import type { TimelineLine } from '../../model/incident.ts';
import type { Writing } from '../../store/writing.ts';
import type { Pipeline } from './pipeline.ts';
import { showIncident } from './show-incident.ts';

/** Tells in an incident's story what becomes of a change that is made for it, in the transaction of the change. */
export async function tellChange(
  pipeline: Pipeline,
  number: number,
  line: TimelineLine,
  writing: Writing,
): Promise<void> {
  const incident = await writing.incidentToChange(number);
  if (incident) await showIncident(incident, [line], { writing, pipeline, now: line.at });
}
