import type { Gap } from '../../model/gap.ts';
import type { Subject } from '../../model/subject.ts';
import type { SavedQuery } from '../../monitoring/saved-queries/saved-query.ts';
import type { Context, Reply } from '../command.ts';
import { type Asking, askedSubject } from '../naming/asked-subject.ts';
import type { SaidSubject } from '../naming/wanted-subject.ts';
import { whereOf } from '../naming/where-of.ts';

/** Where a query is asked. */
export interface QueryPlace {
  subject: Subject;
  /** One namespace; undefined is all of the cluster. */
  namespace: string | undefined;
  gaps: Gap[];
}

/**
 * The place that a query is meant for, when the person may ask about it; or the reply that asks which. A workload's is
 * its namespace. What tells of the whole cluster wants leave for the whole cluster. Throws Refused.
 */
export async function askedPlace(
  { of }: Pick<SavedQuery, 'of'>,
  said: SaidSubject,
  context: Context,
  asking: Asking,
): Promise<QueryPlace | { reply: Reply }> {
  const one = await askedSubject(said, context, asking);
  if ('reply' in one) return one;
  const { subject, gaps } = one;
  const namespace = of === 'namespace' ? subject.namespace || undefined : undefined;
  await context.permit(whereOf({ cluster: subject.cluster, namespace: namespace ?? '' }));
  return { subject, namespace, gaps };
}
