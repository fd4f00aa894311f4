import type { Wanted } from '../../diagnosis/locate-workload.ts';
import type { Gap } from '../../model/gap.ts';
import type { Subject } from '../../model/subject.ts';
import type { Context, Press, Reply } from '../command.ts';
import { gapsFor } from './gaps-for.ts';
import { oneSubject } from './one-subject.ts';
import { saidOf } from './said-of.ts';
import { type SaidSubject, wantedSubject } from './wanted-subject.ts';
import type { Sought } from './wanted-workload.ts';
import { whereOf } from './where-of.ts';

/** A question about a subject: its command, and what of its input stays the same whatever the subject is. */
export interface Asking {
  verb: string;
  kept: Record<string, unknown>;
  clusterId?: string | undefined;
  /** Whether it can be answered about those namespaces of a cluster or a node that the person may see. */
  inPart?: true;
}

/**
 * The subject that a question is about; or the reply that asks which of several, or which other name. `isPart`: the person
 * may not see all of it, and whoever asks tells of nothing but what may be seen.
 */
export async function askedSubject(
  said: SaidSubject,
  context: Context,
  { verb, kept, clusterId, inPart }: Asking,
): Promise<{ subject: Subject; gaps: Gap[]; isPart?: true } | { reply: Reply }> {
  const { about, wanted, located } = await wantedSubject(said, context);
  if (inPart && located.kind === 'found' && located.subject.namespace === '') {
    const isWhole = (await context.permitted([located.subject], (it) => whereOf(it))).length > 0;
    if (!isWhole) return { subject: located.subject, gaps: await gapsFor(located.gaps, context), isPart: true };
  }
  const ask = (title: string, input: Record<string, unknown>): Press => ({ title, verb, input: { ...kept, ...input } });
  return oneSubject(located, context, {
    noun: about === 'workload' ? (wanted.kind?.toLowerCase() ?? about) : about,
    name: named(about, wanted),
    clusterId,
    place: about === 'cluster' ? undefined : wanted.cluster,
    isWhereSaid: ({ namespace }) =>
      wanted.namespace === undefined || namespace.toLowerCase() === wanted.namespace.toLowerCase(),
    again: (subject) => ask(subject.name, saidOf(subject)),
    instead: (name) => ask(name, instead(name, about, wanted)),
    besides:
      about === 'cluster' || wanted.cluster === undefined
        ? []
        : [{ ...ask('Look in every cluster', { workload: wanted.name }), replaces: true }],
  });
}

/** Nothing was said where a cluster is to be chosen. */
function named(about: Sought['about'], { name, kind, cluster }: Wanted): string | undefined {
  if (about !== 'cluster') return name;
  return kind === 'Cluster' ? name || undefined : cluster;
}

/** The same with the other name: of the workload, or of the cluster where that was what nobody knew. */
function instead(name: string, about: Sought['about'], { name: workload, ...place }: Wanted) {
  const isCluster = about === 'cluster' && place.kind !== 'Cluster';
  return isCluster ? { ...place, workload, cluster: name } : { ...place, workload: name };
}
