import { UpstreamError } from '../../errors.ts';
import { podsOf } from '../../evidence/kubernetes/pods-of.ts';
import { isWorkload } from '../../model/subject.ts';
import type { Context } from '../command.ts';
import { type SaidSubject, wantedSubject } from './wanted-subject.ts';

/** "logs payments-api sidecar": a place that is a container of the workload is meant as one. */
export async function placeOrContainer<Said extends SaidSubject & { container?: string | undefined }>(
  said: Said,
  context: Context,
): Promise<Said> {
  const { places = [], container } = said;
  if (places.length === 0 || container !== undefined || said.workload === undefined) return said;
  for (const place of places) {
    const others = places.filter((it) => it !== place);
    const { located } = await wantedSubject({ ...said, places: others }, context);
    if (located.kind !== 'found' || !isWorkload(located.subject)) continue;
    try {
      const pods = await podsOf(context.azure, located.subject);
      const names = pods.flatMap(({ spec }) => [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]);
      if (names.some(({ name }) => name === place)) return { ...said, places: others, container: place };
    } catch (error) {
      // What cannot be read is told when the log itself is asked for.
      if (!(error instanceof UpstreamError)) throw error;
    }
  }
  return said;
}
